package io.freshet.ingest.serve.status;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.util.AttributeKey;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The caller's {@code X-Request-ID}, or one that is made: one for all that is said of a request.
 */
public final class RequestIds {
  public static final String HEADER = "x-request-id";

  private static final AttributeKey<String> KEPT = AttributeKey.valueOf(RequestIds.class, "id");

  /** What can stand in a header, a log line and a URL as it is: UUIDs, ULIDs, trace ids, base64. */
  private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._:/+=@~-]{1,128}");

  private final Supplier<String> fresh;

  public RequestIds(Supplier<String> fresh) {
    this.fresh = fresh;
  }

  /** The id of a request, the same however often it is asked for; the answer's header bears it. */
  public String of(ServiceRequestContext ctx) {
    @Nullable String kept = ctx.attr(KEPT);
    if (kept != null) {
      return kept;
    }
    String id = of(ctx.request().headers());
    ctx.setAttr(KEPT, id);
    ctx.setAdditionalResponseHeader(HEADER, id);
    return id;
  }

  /** What the header says, if it can be used; for what is refused before it becomes a request. */
  public String of(@Nullable RequestHeaders headers) {
    @Nullable String id = headers == null ? null : headers.get(HEADER);
    return id != null && USABLE.matcher(id).matches() ? id : fresh.get();
  }
}
