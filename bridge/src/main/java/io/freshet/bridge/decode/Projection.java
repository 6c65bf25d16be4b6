package io.freshet.bridge.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths that a topic's mapping names, as a tree, each with the slot its value goes to. A
 * decoder walks event and tree together and skips what no path leads to.
 */
public final class Projection {
  private final Node root = new Node();
  private final List<Path> paths = new ArrayList<>();

  /** The slot of a path; the same path has the same slot. A path without steps is the event. */
  public int slot(Path path) {
    Node node = root;
    for (String step : path.steps()) {
      node = node.children.computeIfAbsent(step, _ -> new Node());
    }
    if (node.slot < 0) {
      node.slot = paths.size();
      paths.add(path);
    }
    return node.slot;
  }

  /** How many slots there are. */
  public int size() {
    return paths.size();
  }

  Node root() {
    return root;
  }

  /** One step of one or more paths. */
  static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private int slot = -1;

    @Nullable Node child(String name) {
      return children.get(name);
    }

    boolean isLeaf() {
      return children.isEmpty();
    }

    /** The slot of the path that ends here, or -1. */
    int slot() {
      return slot;
    }
  }
}
