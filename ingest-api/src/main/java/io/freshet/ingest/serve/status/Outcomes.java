package io.freshet.ingest.serve.status;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.netty.util.AttributeKey;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came of a request, kept with it for whoever counts. */
public final class Outcomes {
  public static final String OK = "OK";
  private static final String CANCELLED = "CANCELLED";
  private static final AttributeKey<String> KEPT = AttributeKey.valueOf(Outcomes.class, "outcome");

  private Outcomes() {}

  public static void ok(ServiceRequestContext ctx) {
    ctx.setAttr(KEPT, OK);
  }

  public static void refused(ServiceRequestContext ctx, Refusal refusal) {
    ctx.setAttr(KEPT, refusal.type().name());
  }

  /** OK, the type of the error, or CANCELLED where nothing was answered. */
  public static String of(ServiceRequestContext ctx) {
    @Nullable String kept = ctx.attr(KEPT);
    return kept == null ? CANCELLED : kept;
  }

  /** The type of the error; empty where it went well, or nothing was answered. */
  public static Optional<RequestErrorType> error(ServiceRequestContext ctx) {
    String outcome = of(ctx);
    return Stream.of(RequestErrorType.values())
        .filter(type -> type.name().equals(outcome))
        .findFirst();
  }
}
