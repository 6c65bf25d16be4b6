package io.freshet.ingest.journey;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.auth.Access;
import io.freshet.ingest.auth.Caller;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.request.SourceLookup;
import io.freshet.yaml.NearNames;

/**
 * The push sources that a caller may push to. What is not theirs is refused before it is looked up,
 * so that a key tells nothing about other workspaces.
 */
final class CallersSources implements SourceLookup {
  private final Caller caller;
  private final Schemas schemas;

  CallersSources(Caller caller, Schemas schemas) {
    this.caller = caller;
    this.schemas = schemas;
  }

  @Override
  public Lookup find(String workspace, String pushSource) {
    if (!caller.may(Access.WRITE, workspace, pushSource)) {
      return denied(
          RequestErrorType.PERMISSION_DENIED,
          "this key may not write to " + shown(workspace) + "/" + shown(pushSource));
    }
    if (!schemas.hasWorkspace(workspace)) {
      return denied(
          RequestErrorType.UNKNOWN_WORKSPACE,
          "no workspace " + shown(workspace) + "; register its schema files first");
    }
    return schemas
        .source(workspace, pushSource)
        .<Lookup>map(Lookup.Found::new)
        .orElseGet(() -> unknown(workspace, pushSource));
  }

  private Lookup unknown(String workspace, String pushSource) {
    var names =
        schemas.catalogue().sources(workspace).stream().map(source -> source.name()).toList();
    return denied(
        RequestErrorType.UNKNOWN_PUSH_SOURCE,
        "no push source "
            + shown(pushSource)
            + " in workspace "
            + workspace
            + "; "
            + NearNames.hint(shown(pushSource), names));
  }

  private static Lookup denied(RequestErrorType type, String message) {
    return new Lookup.Denied(new Refusal(type, message));
  }

  private static String shown(String name) {
    return name.length() <= 128 ? name : name.substring(0, 128) + "…";
  }
}
