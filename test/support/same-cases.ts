import fc from "fast-check";

/**
 * Property tests draw the same cases in each run, so that a failure says something about a change and not about luck.
 * WERKBOTE_TEST_SEED=random draws others, WERKBOTE_TEST_SEED=NUMBER those of one run again. What is found that way
 * becomes a test of its own.
 */
const wanted = process.env.WERKBOTE_TEST_SEED ?? "20261126";
fc.configureGlobal(wanted === "random" ? {} : { seed: Number(wanted) });
