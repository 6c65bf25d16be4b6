package io.freshet.quickstart.guarantee;

import java.util.List;

/** One promise, and where the evidence says that it was broken. */
interface Check {

  /** The promise, for people. */
  String promise();

  /** Each way in which it was broken; none if it was kept. */
  List<String> breaches(Evidence evidence);
}
