package io.freshet.ingest.serve.grpc;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.journey.Call;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.read.ReadAnswer;
import io.freshet.ingest.serve.status.Deadlines;
import io.freshet.ingest.serve.status.Outcomes;
import io.freshet.ingest.serve.status.Refusals;
import io.freshet.ingest.serve.status.RequestIds;
import io.freshet.ingest.v1.GetFeaturesRequest;
import io.freshet.ingest.v1.GetFeaturesResponse;
import io.freshet.ingest.v1.IngestRequest;
import io.freshet.ingest.v1.IngestResponse;
import io.freshet.ingest.v1.IngestServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code freshet.ingest.v1.IngestService}: thin, over the use cases that the JSON routes share. */
public final class IngestRpc extends IngestServiceGrpc.IngestServiceImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(IngestRpc.class);

  private final Pushes pushes;
  private final Reads reads;
  private final RequestIds ids;
  private final Deadlines deadlines;

  public IngestRpc(Pushes pushes, Reads reads, RequestIds ids, Deadlines deadlines) {
    this.pushes = pushes;
    this.reads = reads;
    this.ids = ids;
    this.deadlines = deadlines;
  }

  /** What a method is called in metrics: by its use case, as over JSON. */
  public static String route(ServiceRequestContext ctx) {
    return switch (ctx.path().substring(ctx.path().lastIndexOf('/') + 1)) {
      case "Ingest" -> "push";
      case "GetFeatures" -> "read";
      default -> "other";
    };
  }

  @Override
  public void ingest(IngestRequest message, StreamObserver<IngestResponse> observer) {
    Received received = received();
    answer(
        pushes.push(received.call(), new ProtoPushBody(message)),
        observer,
        received.requestId(),
        (answer, to) -> {
          switch (answer) {
            case PushAnswer.Accepted accepted -> {
              Outcomes.ok(received.ctx());
              complete(to, Messages.accepted(accepted, received.requestId()));
            }
            case PushAnswer.Refused(String workspace, Refusal refusal) -> {
              Outcomes.refused(received.ctx(), refusal);
              to.onError(GrpcErrors.of(workspace, received.requestId(), refusal));
            }
          }
        });
  }

  @Override
  public void getFeatures(
      GetFeaturesRequest message, StreamObserver<GetFeaturesResponse> observer) {
    Received received = received();
    answer(
        reads.features(received.call(), new ProtoReadBody(message)),
        observer,
        received.requestId(),
        (answer, to) -> {
          switch (answer) {
            case ReadAnswer.Read read -> {
              Outcomes.ok(received.ctx());
              complete(to, Messages.read(read, received.requestId()));
            }
            case ReadAnswer.Refused(String workspace, Refusal refusal) -> {
              Outcomes.refused(received.ctx(), refusal);
              to.onError(GrpcErrors.of(workspace, received.requestId(), refusal));
            }
          }
        });
  }

  private record Received(ServiceRequestContext ctx, Call call, String requestId) {}

  private Received received() {
    ServiceRequestContext ctx = ServiceRequestContext.current();
    String authorization = ctx.request().headers().get(HttpHeaderNames.AUTHORIZATION, "");
    return new Received(ctx, new Call(authorization, deadlines.of(ctx)), ids.of(ctx));
  }

  private static <A, M> void answer(
      CompletableFuture<A> future,
      StreamObserver<M> observer,
      String requestId,
      BiConsumer<A, StreamObserver<M>> give) {
    future
        .thenAccept(answer -> give.accept(answer, observer))
        .exceptionally(bug -> {
          LOG.error("a bug: request {} over gRPC", requestId, bug);
          observer.onError(GrpcErrors.of("", requestId, Refusals.BUG));
          return null;
        });
  }

  private static <M> void complete(StreamObserver<M> observer, M message) {
    observer.onNext(message);
    observer.onCompleted();
  }
}
