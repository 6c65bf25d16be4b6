package io.freshet.ingest.journey;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.admit.Turnstile;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.auth.Access;
import io.freshet.ingest.auth.Admission;
import io.freshet.ingest.auth.Caller;
import io.freshet.ingest.auth.Doorkeeper;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.FeatureReader;
import io.freshet.ingest.read.ReadAnswer;
import io.freshet.ingest.read.ReadBody;
import io.freshet.ingest.read.ReadRequest;
import io.freshet.ingest.read.ViewLookup.Lookup;
import io.freshet.ingest.request.Errors;
import io.freshet.schema.FeatureView;
import io.freshet.yaml.NearNames;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The journey of a read: authenticate, admit, parse, read, answer. */
public final class Reads {
  private final Doorkeeper doorkeeper;
  private final Turnstile turnstile;
  private final Supplier<Schemas> schemas;
  private final FeatureReader reader;

  public Reads(
      Doorkeeper doorkeeper, Turnstile turnstile, Supplier<Schemas> schemas, FeatureReader reader) {
    this.doorkeeper = doorkeeper;
    this.turnstile = turnstile;
    this.schemas = schemas;
    this.reader = reader;
  }

  /** Reads features. Never completes exceptionally, save for a bug. */
  public CompletableFuture<ReadAnswer> features(Call call, ReadBody body) {
    return switch (doorkeeper.admit(call.authorization())) {
      case Admission.TurnedAway(Refusal refusal) -> refused("", refusal);
      case Admission.Admitted(Caller caller) ->
          turnstile
              .pass(call.deadline(), () -> read(caller, call.deadline(), body))
              .exceptionally(failure -> new ReadAnswer.Refused("", NotBegun.refusal(failure)));
    };
  }

  private CompletableFuture<ReadAnswer> read(Caller caller, Deadline deadline, ReadBody body) {
    // One catalogue for the whole request, whatever is loaded meanwhile.
    Schemas now = schemas.get();
    return switch (body.read((workspace, view) -> find(now, caller, workspace, view))) {
      case ReadBody.Parsed.Refused(String workspace, Refusal refusal) ->
          refused(workspace, refusal);
      case ReadBody.Parsed.Understood(ReadRequest request) -> reader.read(request, deadline);
    };
  }

  /** The registered schema of a push source, for a caller with any access to it. */
  public SourceAnswer source(String authorization, String workspace, String name) {
    return switch (doorkeeper.admit(authorization)) {
      case Admission.TurnedAway(Refusal refusal) -> new SourceAnswer.Refused(workspace, refusal);
      case Admission.Admitted(Caller caller) -> source(caller, workspace, name);
    };
  }

  private SourceAnswer source(Caller caller, String workspace, String name) {
    if (!caller.may(Access.READ, workspace, name) && !caller.may(Access.WRITE, workspace, name)) {
      return new SourceAnswer.Refused(
          workspace,
          new Refusal(RequestErrorType.PERMISSION_DENIED, "this key may not see this source"));
    }
    Schemas now = schemas.get();
    return now.source(workspace, name)
        .<SourceAnswer>map(SourceAnswer.Found::new)
        .orElseGet(() -> new SourceAnswer.Refused(workspace, unknown(now, workspace)));
  }

  private static Refusal unknown(Schemas now, String workspace) {
    return now.hasWorkspace(workspace)
        ? new Refusal(RequestErrorType.UNKNOWN_PUSH_SOURCE, "no such push source in this workspace")
        : new Refusal(RequestErrorType.UNKNOWN_WORKSPACE, "no such workspace");
  }

  private static Lookup find(Schemas now, Caller caller, String workspace, String view) {
    if (!caller.may(Access.READ, workspace)) {
      return denied(RequestErrorType.PERMISSION_DENIED, "this key may not read this workspace");
    }
    if (!now.hasWorkspace(workspace)) {
      return denied(RequestErrorType.UNKNOWN_WORKSPACE, "no such workspace");
    }
    Optional<SourcePlan> source = now.feeding(workspace, view);
    if (source.isEmpty()) {
      return denied(
          RequestErrorType.MALFORMED_REQUEST,
          "no such feature view; "
              + NearNames.hint(Errors.shown(view), views(now, caller, workspace)));
    }
    return caller.may(Access.READ, workspace, source.get().name())
        ? new Lookup.Found(view(source.get(), view))
        : denied(RequestErrorType.PERMISSION_DENIED, "this key may not read this feature view");
  }

  private static ViewPlan view(SourcePlan source, String name) {
    return source.views().stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> views(Schemas now, Caller caller, String workspace) {
    return now.catalogue().sources(workspace).stream()
        .filter(source -> caller.may(Access.READ, workspace, source.name()))
        .flatMap(source -> source.featureViews().stream())
        .map(FeatureView::name)
        .toList();
  }

  private static Lookup denied(RequestErrorType type, String message) {
    return new Lookup.Denied(new Refusal(type, message));
  }

  private static CompletableFuture<ReadAnswer> refused(String workspace, Refusal refusal) {
    return CompletableFuture.completedFuture(new ReadAnswer.Refused(workspace, refusal));
  }
}
