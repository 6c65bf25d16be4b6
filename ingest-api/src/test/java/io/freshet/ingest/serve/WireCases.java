package io.freshet.ingest.serve;

import static io.freshet.ingest.serve.Fixture.READ_ONLY;
import static io.freshet.ingest.serve.Fixture.READ_WRITE;
import static io.freshet.ingest.serve.WireCase.invalid;
import static io.freshet.ingest.serve.WireCase.refused;
import static io.freshet.ingest.serve.WireCase.stored;

import io.freshet.ingest.serve.Fixture.Trouble;
import io.freshet.ingest.serve.Push.Rec;
import io.freshet.ingest.serve.WireCase.Row;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every row of the table of statuses, and every way a record can be wrong. */
final class WireCases {
  static final String TIME = "2076-06-01T11:00:00Z";

  /** Above what one item can hold. */
  private static final String LARGE = "x".repeat(410 * 1_024);

  private WireCases() {}

  static Stream<WireCase> all() {
    return Stream.of(thatAreStored(), ofInvalidRecords(), thatAreRefused(), inTrouble())
        .flatMap(List::stream);
  }

  static Rec payment(String user) {
    return Rec.of("user_id", user, "amount", 1.5, "event_time", TIME);
  }

  private static Rec refund(String user) {
    return Rec.of("refund_id", user, "event_time", TIME);
  }

  private static List<WireCase> thatAreStored() {
    Rec sequenced = payment("tie").about("sequence", 7L).about("origin", "payments.v1/3");
    return List.of(
        stored("one record", Push.of(payment("a")), "latest 1/1", "recent 1/1", "payments =1"),
        stored(
                "with the other scheme's name",
                Push.of(payment("b")),
                "latest 1/1",
                "recent 1/1",
                "payments =1")
            .as("Tecton-key " + READ_WRITE),
        stored(
                "a repeat is historic",
                Push.of(payment("c")),
                "latest 0/1",
                "recent 0/1",
                "payments =1")
            .after(Push.of(payment("c"))),
        stored(
                "an older record is historic",
                Push.of(payment("d").with("event_time", "2076-06-01T10:00:00Z")),
                "latest 0/1",
                "recent 0/1",
                "payments =1")
            .after(Push.of(payment("d"))),
        stored(
                "a smaller sequence is historic",
                Push.of(sequenced.about("sequence", 6L).with("amount", 2.5)),
                "latest 0/1",
                "recent 0/1",
                "payments =1")
            .after(Push.of(sequenced)),
        stored(
            "what is expired already goes to the history only",
            Push.of(payment("e").with("event_time", "2076-04-01T00:00:00Z")),
            "latest 1/1",
            "recent 0/1",
            "payments =1"),
        stored(
            "two records of one entity are one online row",
            Push.of(payment("f"), payment("f").with("event_time", "2076-06-01T10:30:00Z")),
            "latest 1/2",
            "recent 1/2",
            "payments =2"),
        stored(
            "two sources, one view without history",
            Push.of(payment("g"), payment("h")).and("refunds", refund("g")),
            "latest 2/2",
            "recent 2/2",
            "refunded 1/0",
            "payments =2",
            "refunds =1"),
        stored(
            "a dry run counts nothing",
            Push.of(payment("i")).dry(),
            "latest 0/0",
            "recent 0/0",
            "payments =0"),
        stored(
                "a delete needs entity and time only",
                Push.of(Rec.of("user_id", "j", "event_time", TIME).about("delete", true)),
                "latest 1/1",
                "recent 1/1",
                "payments =1")
            .after(Push.of(payment("j").with("event_time", "2076-06-01T09:00:00Z"))),
        stored(
            "a value of every type, and absent ones",
            Push.of(
                payment("k")
                    .with("count", Long.MAX_VALUE)
                    .with("small", -5L)
                    .with("flag", true)
                    .with("raw", new byte[] {0, 1, (byte) 0xff})
                    .with("tags", List.of("x", "y"))
                    .with("scores", Map.of("x", 0.5))
                    .with("seen", null)
                    .with("event_time", Instant.parse(TIME))),
            "latest 1/1",
            "recent 1/1",
            "payments =1"));
  }

  private static List<WireCase> ofInvalidRecords() {
    return List.of(
        invalid(
            "required fields are missing or null",
            Push.of(Rec.of(), Rec.of("user_id", "a", "amount", null, "event_time", TIME)),
            "payments/0/user_id MISSING_REQUIRED",
            "payments/0/amount MISSING_REQUIRED",
            "payments/0/event_time MISSING_REQUIRED",
            "payments/1/amount MISSING_REQUIRED"),
        invalid(
            "unknown fields, near and far",
            Push.of(payment("a").with("amuont", 1.0).with("zzz", "x")),
            "payments/0/amuont UNKNOWN_FIELD",
            "payments/0/zzz UNKNOWN_FIELD"),
        invalid(
            "types",
            Push.of(
                payment("a")
                    .with("amount", "1")
                    .with("count", 1.5)
                    .with("small", List.of())
                    .with("flag", 1L)
                    .with("raw", "no base64!")
                    .with("tags", "a")
                    .with("scores", List.of(1.0))
                    .with("seen", "yesterday"),
                payment(("b"))
                    .with("amount", true)
                    .with("count", "many")
                    .with("small", Map.of())
                    .with("tags", List.of("ok", 5L))
                    .with("scores", Map.of("x", "y"))
                    .with("seen", 5L)),
            "payments/0/amount TYPE_MISMATCH",
            "payments/0/count TYPE_MISMATCH",
            "payments/0/small TYPE_MISMATCH",
            "payments/0/flag TYPE_MISMATCH",
            "payments/0/raw TYPE_MISMATCH",
            "payments/0/tags TYPE_MISMATCH",
            "payments/0/scores TYPE_MISMATCH",
            "payments/0/seen TYPE_MISMATCH",
            "payments/1/amount TYPE_MISMATCH",
            "payments/1/count TYPE_MISMATCH",
            "payments/1/small TYPE_MISMATCH",
            "payments/1/tags TYPE_MISMATCH",
            "payments/1/scores TYPE_MISMATCH",
            "payments/1/seen TYPE_MISMATCH"),
        invalid(
            "lists and maps where a number or a flag belongs",
            Push.of(payment("a").with("tags", 1L).with("scores", true).with("flag", List.of(true))),
            "payments/0/tags TYPE_MISMATCH",
            "payments/0/scores TYPE_MISMATCH",
            "payments/0/flag TYPE_MISMATCH"),
        invalid(
            "ranges",
            Push.of(
                payment("a").with("amount", 1e126).with("count", 1e19).with("small", 1L << 31),
                payment("b").with("amount", 1e-131).about("sequence", -1L)),
            "payments/0/amount OUT_OF_RANGE",
            "payments/0/count OUT_OF_RANGE",
            "payments/0/small OUT_OF_RANGE",
            "payments/1/amount OUT_OF_RANGE",
            "payments/1/sequence OUT_OF_RANGE"),
        invalid(
            "times",
            Push.of(
                payment("a").with("event_time", "2076-06-01T12:05:01Z"),
                payment("b").with("event_time", "2026-01-04T00:25:06Z")),
            "payments/0/event_time TIME_OUT_OF_RANGE",
            "payments/1/event_time TIME_OUT_OF_RANGE"),
        invalid(
            "sizes of an item, a key, an origin",
            Push.of(
                payment("a").with("tags", List.of(LARGE)),
                payment("x".repeat(2_100)),
                payment("b").about("origin", "x".repeat(513))),
            "payments/2/origin TOO_LARGE",
            "payments/0/ TOO_LARGE",
            "payments/0/ TOO_LARGE",
            "payments/1/ TOO_LARGE",
            "payments/1/ TOO_LARGE"),
        invalid(
            "an empty entity, and a delete without one",
            Push.of(payment(""), Rec.of("amount", 1.0, "event_time", TIME).about("delete", true)),
            "payments/0/user_id INVALID_ENTITY",
            "payments/1/ INVALID_ENTITY"),
        invalid(
            "a delete without a time",
            Push.of(Rec.of("user_id", "a").about("delete", true)),
            "payments/0/event_time MISSING_REQUIRED"),
        invalid(
            "an index counts within its source",
            Push.of(payment("a"), payment("b")).and("refunds", refund("a"), refund("")),
            "refunds/1/refund_id INVALID_ENTITY"),
        invalid(
            "a dry run says so too",
            Push.of(Rec.of()).dry(),
            "payments/0/user_id MISSING_REQUIRED",
            "payments/0/amount MISSING_REQUIRED",
            "payments/0/event_time MISSING_REQUIRED"));
  }

  private static List<WireCase> thatAreRefused() {
    Push valid = Push.of(payment("never"));
    Rec[] eleven = Collections.nCopies(11, payment("never")).toArray(Rec[]::new);
    Rec[] six = Collections.nCopies(6, payment("never")).toArray(Rec[]::new);
    Rec[] five = Collections.nCopies(5, refund("never")).toArray(Rec[]::new);
    return List.of(
        refused("no workspace", Row.MALFORMED_REQUEST, valid.in("")),
        refused("no records", Row.MALFORMED_REQUEST, new Push("prod", false, Map.of())),
        refused("an empty list of records", Row.MALFORMED_REQUEST, Push.of()),
        refused("eleven records", Row.TOO_MANY_RECORDS, Push.of(eleven)),
        refused("eleven over two sources", Row.TOO_MANY_RECORDS, Push.of(six).and("refunds", five)),
        refused("no key", Row.UNAUTHENTICATED, valid).as(""),
        refused("no scheme", Row.UNAUTHENTICATED, valid).as(READ_WRITE),
        refused("a key that nobody made", Row.UNAUTHENTICATED, valid)
            .as("Bearer fsk_000000000000_nobody"),
        refused("another key's secret", Row.UNAUTHENTICATED, valid)
            .as("Bearer " + READ_WRITE.substring(0, READ_WRITE.length() - 1) + "~"),
        refused("an expired key", Row.UNAUTHENTICATED, valid).as("Bearer " + Fixture.EXPIRED),
        refused("another workspace", Row.PERMISSION_DENIED, valid.in("else")),
        refused("another source", Row.PERMISSION_DENIED, valid)
            .as("Bearer " + Fixture.REFUNDS_ONLY),
        refused("a key to read with", Row.PERMISSION_DENIED, valid).as("Bearer " + READ_ONLY),
        refused("nothing registered in it", Row.UNKNOWN_WORKSPACE, valid.in("ghost"))
            .as("Bearer " + Fixture.GHOST),
        refused("a near name", Row.UNKNOWN_PUSH_SOURCE, valid.to("paiments")),
        refused("before its records are looked at", Row.UNKNOWN_PUSH_SOURCE, valid.to("zzz")),
        refused(
            "more than 5 MiB",
            Row.REQUEST_TOO_LARGE,
            Push.of(payment("never").with("tags", Collections.nCopies(14, LARGE)))),
        refused(
                "more than 5 MiB, whoever asks",
                Row.REQUEST_TOO_LARGE,
                Push.of(payment("never").with("tags", Collections.nCopies(14, LARGE))))
            .as(""));
  }

  private static List<WireCase> inTrouble() {
    Push push = Push.of(payment("l"), payment("doomed"));
    return List.of(
        refused("the store throttles", Row.THROTTLED, push)
            .when(Trouble.THROTTLED, "payments/0/ NOT_STORED", "payments/1/ NOT_STORED"),
        refused("the store is away", Row.STORE_UNAVAILABLE, push)
            .when(Trouble.UNAVAILABLE, "payments/0/ NOT_STORED", "payments/1/ NOT_STORED"),
        refused("the store loses one", Row.STORE_UNAVAILABLE, push)
            .when(Trouble.LOSES_THE_DOOMED, "payments/1/ NOT_STORED"),
        refused("too many are writing", Row.OVERLOADED, push).when(Trouble.OVERLOADED),
        refused("a bug", Row.INTERNAL, push).when(Trouble.BUG),
        refused("not done in time", Row.DEADLINE_EXCEEDED, push).when(Trouble.HANGS));
  }
}
