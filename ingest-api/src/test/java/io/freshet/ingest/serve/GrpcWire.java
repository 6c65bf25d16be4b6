package io.freshet.ingest.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.RetryInfo;
import com.linecorp.armeria.client.grpc.GrpcClients;
import io.freshet.api.RecordErrorType;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.answer.PushAnswer.SourceCount;
import io.freshet.ingest.answer.PushAnswer.ViewCount;
import io.freshet.ingest.answer.RecordError;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.v1.IngestError;
import io.freshet.ingest.v1.IngestResponse;
import io.freshet.ingest.v1.IngestServiceGrpc.IngestServiceBlockingStub;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/** gRPC. */
final class GrpcWire implements Wire {
  private static final Metadata.Key<String> REQUEST_ID =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  private final int port;

  GrpcWire(int port) {
    this.port = port;
  }

  IngestServiceBlockingStub stub(String authorization) {
    var client = GrpcClients.builder("gproto+http://127.0.0.1:" + port + "/");
    if (!authorization.isEmpty()) {
      client.setHeader("authorization", authorization);
    }
    return client.setHeader("x-request-id", "req-1").build(IngestServiceBlockingStub.class);
  }

  @Override
  public Answered push(String authorization, Push push) {
    var headers = new AtomicReference<Metadata>();
    var capture = MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>());
    try {
      IngestResponse response =
          stub(authorization).withInterceptors(capture).ingest(push.message());
      assertThat(headers.get().getAll(REQUEST_ID)).containsExactly("req-1");
      assertThat(response.getRequestId()).isEqualTo("req-1");
      return new Answered(0, accepted(response), OptionalLong.empty());
    } catch (StatusRuntimeException e) {
      return refused(e);
    }
  }

  private static PushAnswer accepted(IngestResponse response) {
    List<ViewCount> views =
        response.getIngestMetrics().getFeatureViewIngestMetricsList().stream()
            .map(view ->
                new ViewCount(
                    view.getFeatureViewName(),
                    view.getFeatureViewId(),
                    (int) view.getOnlineRecordIngestCount(),
                    (int) view.getOfflineRecordIngestCount()))
            .toList();
    List<SourceCount> sources =
        response.getIngestMetrics().getDataSourceIngestMetricsList().stream()
            .map(source ->
                new SourceCount(
                    source.getDataSourceName(),
                    source.getDataSourceId(),
                    (int) source.getOfflineRecordIngestCount()))
            .toList();
    Instant ingestionTime =
        Instant.ofEpochSecond(
            response.getIngestionTime().getSeconds(), response.getIngestionTime().getNanos());
    return new PushAnswer.Accepted(response.getWorkspaceName(), ingestionTime, views, sources);
  }

  /** A status with all its details: the error in full, its violations, when to try again. */
  static Answered refused(StatusRuntimeException failure) {
    Metadata trailers = Objects.requireNonNull(failure.getTrailers());
    assertThat(trailers.getAll(REQUEST_ID)).containsExactly("req-1");
    IngestError error = IngestError.getDefaultInstance();
    List<FieldViolation> violations = new ArrayList<>();
    OptionalLong retryAfter = OptionalLong.empty();
    try {
      for (Any detail :
          Objects.requireNonNull(StatusProto.fromThrowable(failure)).getDetailsList()) {
        if (detail.is(IngestError.class)) {
          error = detail.unpack(IngestError.class);
        } else if (detail.is(BadRequest.class)) {
          violations.addAll(detail.unpack(BadRequest.class).getFieldViolationsList());
        } else if (detail.is(RetryInfo.class)) {
          retryAfter = OptionalLong.of(detail.unpack(RetryInfo.class).getRetryDelay().getSeconds());
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    assertThat(error.getRequestId()).as("%s", failure).isEqualTo("req-1");
    // Clients add a line of their own to a deadline's.
    assertThat(failure.getStatus().getDescription().lines().findFirst())
        .contains(error.getRequestError().getErrorMessage());
    assertThat(violations).containsExactlyElementsOf(violations(error));
    return new Answered(failure.getStatus().getCode().value(), answer(error), retryAfter);
  }

  private static List<FieldViolation> violations(IngestError error) {
    return error.getRecordErrorsList().stream()
        .map(record -> {
          String at =
              "records["
                  + record.getPushSourceName()
                  + "].records["
                  + record.getRecordIndex()
                  + "]";
          return FieldViolation.newBuilder()
              .setField(record.getField().isEmpty() ? at : at + "." + record.getField())
              .setReason(record.getErrorType())
              .setDescription(record.getErrorMessage())
              .build();
        })
        .toList();
  }

  private static PushAnswer answer(IngestError error) {
    List<RecordError> records =
        error.getRecordErrorsList().stream()
            .map(record ->
                new RecordError(
                    record.getPushSourceName(),
                    record.getRecordIndex(),
                    record.getField(),
                    RecordErrorType.valueOf(record.getErrorType()),
                    record.getErrorMessage()))
            .toList();
    return new PushAnswer.Refused(
        error.getWorkspaceName(),
        new Refusal(
            RequestErrorType.valueOf(error.getRequestError().getErrorType()),
            error.getRequestError().getErrorMessage(),
            records));
  }
}
