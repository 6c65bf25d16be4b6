package io.freshet.offline.training;

import io.freshet.yaml.Problems;

/** What became of a request. */
public sealed interface Answer {

  /** The file is there. */
  record Built(Summary summary) implements Answer {}

  /** Spine, views or output are not as they must be; nothing was written. */
  record Refused(Problems problems) implements Answer {}
}
