package io.freshet.ingest.serve.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.freshet.ingest.answer.RecordError;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.serve.status.RefusalLog;
import io.freshet.ingest.serve.status.Statuses;
import io.freshet.ingest.v1.IngestError;
import io.freshet.ingest.v1.RequestError;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.slf4j.LoggerFactory;

/** A refusal as a gRPC status with its details. */
final class GrpcErrors {
  /** The one that {@link StatusProto} writes. */
  private static final String DETAILS = "grpc-status-details-bin";

  private static final RefusalLog LOG =
      new RefusalLog(LoggerFactory.getLogger(GrpcErrors.class), System::nanoTime);

  private GrpcErrors() {}

  /** Whether these trailers say more than a code and a message already. */
  static boolean explained(Metadata trailers) {
    return trailers.keys().contains(DETAILS);
  }

  static StatusRuntimeException of(String workspace, String requestId, Refusal refusal) {
    LOG.refused(requestId, refusal);
    Statuses statuses = Statuses.of(refusal.type());
    Status.Builder status =
        Status.newBuilder()
            .setCode(statuses.grpc().value())
            .setMessage(refusal.message())
            .addDetails(Any.pack(ingestError(workspace, requestId, refusal)));
    if (!refusal.records().isEmpty()) {
      status.addDetails(Any.pack(badRequest(refusal)));
    }
    if (statuses.retryable()) {
      status.addDetails(Any.pack(retryInfo(Statuses.retryAfter(refusal))));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  private static IngestError ingestError(String workspace, String requestId, Refusal refusal) {
    IngestError.Builder error =
        IngestError.newBuilder()
            .setWorkspaceName(workspace)
            .setRequestId(requestId)
            .setRequestError(
                RequestError.newBuilder()
                    .setErrorType(refusal.type().name())
                    .setErrorMessage(refusal.message()));
    refusal.records().forEach(record -> error.addRecordErrors(recordError(record)));
    return error.build();
  }

  private static io.freshet.ingest.v1.RecordError recordError(RecordError error) {
    return io.freshet.ingest.v1.RecordError.newBuilder()
        .setPushSourceName(error.pushSource())
        .setRecordIndex(error.index())
        .setField(error.field())
        .setErrorType(error.type().name())
        .setErrorMessage(error.message())
        .build();
  }

  private static RetryInfo retryInfo(java.time.Duration wait) {
    Duration delay =
        Duration.newBuilder().setSeconds(wait.getSeconds()).setNanos(wait.getNano()).build();
    return RetryInfo.newBuilder().setRetryDelay(delay).build();
  }

  private static BadRequest badRequest(Refusal refusal) {
    BadRequest.Builder bad = BadRequest.newBuilder();
    for (RecordError error : refusal.records()) {
      bad.addFieldViolations(
          BadRequest.FieldViolation.newBuilder()
              .setField(path(error))
              .setReason(error.type().name())
              .setDescription(error.message()));
    }
    return bad.build();
  }

  private static String path(RecordError error) {
    String record = "records[" + error.pushSource() + "].records[" + error.index() + "]";
    return error.field().isEmpty() ? record : record + "." + error.field();
  }
}
