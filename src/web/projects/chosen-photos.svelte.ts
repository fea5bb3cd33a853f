/** Photos chosen in the stream for the report that is opened next. */
class ChosenPhotos {
  ids = $state.raw<readonly string[]>([]);

  take(): string[] {
    const ids = [...this.ids];
    this.ids = [];
    return ids;
  }
}
export const chosenPhotos = new ChosenPhotos();
