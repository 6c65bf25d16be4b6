package io.freshet.quickstart.guarantee;

/** What goes wrong outside the bridges for a while. */
enum Trouble {
  /** DynamoDB answers that the throughput is used up. */
  STORE_THROTTLES,
  /** DynamoDB takes requests and answers none. */
  STORE_HANGS,
  /** DynamoDB answers that it has failed. */
  STORE_FAILS,
  /** DynamoDB does what it is asked, and its answers are lost. */
  STORE_LOSES_ANSWERS,
  /** Nobody listens where a bridge looks for its server. */
  SERVER_CUT_OFF,
  /** A bridge's requests reach the server, and the answers do not come back. */
  SERVER_ANSWERS_LOST,
  /** Something that is not the server answers 200. */
  FOREIGN_ANSWERS,
  /** The server is asked for more than it takes: 429. */
  SERVER_THROTTLES
}
