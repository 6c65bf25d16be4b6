package io.freshet.ingest.serve.grpc;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.read.ReadAnswer;
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

  public IngestRpc(Pushes pushes, Reads reads, RequestIds ids) {
    this.pushes = pushes;
    this.reads = reads;
    this.ids = ids;
  }

  @Override
  public void ingest(IngestRequest message, StreamObserver<IngestResponse> observer) {
    Call call = call();
    answer(
        pushes.push(call.authorization(), new ProtoPushBody(message)),
        observer,
        call.requestId(),
        (answer, to) -> {
          switch (answer) {
            case PushAnswer.Accepted accepted ->
                complete(to, Messages.accepted(accepted, call.requestId()));
            case PushAnswer.Refused(String workspace, Refusal refusal) ->
                to.onError(GrpcErrors.of(workspace, call.requestId(), refusal));
          }
        });
  }

  @Override
  public void getFeatures(
      GetFeaturesRequest message, StreamObserver<GetFeaturesResponse> observer) {
    Call call = call();
    answer(
        reads.features(call.authorization(), new ProtoReadBody(message)),
        observer,
        call.requestId(),
        (answer, to) -> {
          switch (answer) {
            case ReadAnswer.Read read -> complete(to, Messages.read(read, call.requestId()));
            case ReadAnswer.Refused(String workspace, Refusal refusal) ->
                to.onError(GrpcErrors.of(workspace, call.requestId(), refusal));
          }
        });
  }

  private record Call(String authorization, String requestId) {}

  private Call call() {
    ServiceRequestContext ctx = ServiceRequestContext.current();
    String authorization = ctx.request().headers().get(HttpHeaderNames.AUTHORIZATION, "");
    return new Call(authorization, ids.of(ctx));
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
