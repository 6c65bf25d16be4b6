package io.freshet.quickstart.guarantee;

/**
 * A step and its moment: when that many more records have been acknowledged.
 *
 * @param records produced for this trial
 * @param after how many of them, roughly, are to be stored before the step
 */
record Trial(int records, int after, Step step) {

  @Override
  public String toString() {
    return "of %d records, after %d: %s".formatted(records, after, step);
  }
}
