package io.freshet.bridge.decode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** The paths, each at the index of its slot. */
  public List<Path> paths() {
    return List.copyOf(paths);
  }

  /** Where every path begins. */
  public Node root() {
    return root;
  }

  /** One step of one or more paths. */
  public static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private int slot = -1;

    public @Nullable Node child(String name) {
      return children.get(name);
    }

    /** The steps that lead on from here. */
    public Set<String> names() {
      return Collections.unmodifiableSet(children.keySet());
    }

    /** Whether no path leads on from here. */
    public boolean isLeaf() {
      return children.isEmpty();
    }

    /** The slot of the path that ends here, or -1. */
    public int slot() {
      return slot;
    }

    /** Takes a value that has been read whole, and what the longer paths lead to in it. */
    public void take(@Nullable Object value, @Nullable Object[] slots) {
      if (slot >= 0) {
        slots[slot] = value;
      }
      if (!isLeaf() && value instanceof Map<?, ?> members) {
        children.forEach((name, child) -> child.take(members.get(name), slots));
      }
    }
  }
}
