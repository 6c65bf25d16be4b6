package io.freshet.ingest.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Over the corpus in {@code mvn verify}; further, guided by coverage, with {@code -Pfuzz}. Bytes
 * never get an exception out of a parser.
 */
class JsonBodiesFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void pushes(byte[] body) {
    PushOracle.judge(body);
  }

  @FuzzTest(maxDuration = "5m")
  void reads(byte[] body) {
    ReadOracle.judge(body);
  }
}
