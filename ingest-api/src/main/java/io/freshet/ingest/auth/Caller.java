package io.freshet.ingest.auth;

import java.util.Optional;
import java.util.Set;

/**
 * Who sends a request, and what they may do.
 *
 * @param id the key's, for logs and metrics; never the secret
 * @param workspace the only workspace that is theirs, or {@link #ANY}
 * @param sources the push sources that are theirs; empty: all of the workspace's
 * @param rate how often they may ask; absent: as often as they like
 */
public record Caller(
    String id, String workspace, Set<String> sources, Set<Access> access, Optional<Rate> rate) {
  /** Stands for every workspace, where authentication is switched off; no key can name it. */
  public static final String ANY = "*";

  /** Anybody, on a server that only this machine can reach. */
  public static final Caller LOCAL =
      new Caller("local", ANY, Set.of(), Set.of(Access.READ, Access.WRITE));

  public Caller {
    sources = Set.copyOf(sources);
    access = Set.copyOf(access);
  }

  public Caller(String id, String workspace, Set<String> sources, Set<Access> access) {
    this(id, workspace, sources, access, Optional.empty());
  }

  public boolean may(Access wanted, String inWorkspace) {
    return access.contains(wanted) && (workspace.equals(ANY) || workspace.equals(inWorkspace));
  }

  public boolean may(Access wanted, String inWorkspace, String source) {
    return may(wanted, inWorkspace) && (sources.isEmpty() || sources.contains(source));
  }
}
