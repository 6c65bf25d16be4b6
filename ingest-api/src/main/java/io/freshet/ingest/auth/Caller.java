package io.freshet.ingest.auth;

import java.util.Set;

/**
 * Who sends a request, and what they may do.
 *
 * @param id the key's, for logs and metrics; never the secret
 * @param workspace the only workspace that is theirs, or {@link #ANY}
 * @param sources the push sources that are theirs; empty: all of the workspace's
 */
public record Caller(String id, String workspace, Set<String> sources, Set<Access> access) {
  /** Stands for every workspace, where authentication is switched off. */
  public static final String ANY = "*";

  /** Anybody, on a server that only this machine can reach. */
  public static final Caller LOCAL =
      new Caller("local", ANY, Set.of(), Set.of(Access.READ, Access.WRITE));

  public Caller {
    sources = Set.copyOf(sources);
    access = Set.copyOf(access);
  }

  public boolean may(Access wanted, String inWorkspace) {
    return access.contains(wanted) && (workspace.equals(ANY) || workspace.equals(inWorkspace));
  }

  public boolean may(Access wanted, String inWorkspace, String source) {
    return may(wanted, inWorkspace) && (sources.isEmpty() || sources.contains(source));
  }
}
