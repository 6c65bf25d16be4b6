package io.freshet.ingest.validate;

import static io.freshet.api.RecordErrorType.TOO_LARGE;

import io.freshet.api.RecordErrorType;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.request.Errors;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.value.Utf8;

/** Whether the row that a record makes in one view fits the tables. */
final class RowCheck {
  private static final int MAX_ITEM_BYTES = 400 * 1_024;

  private final PushedRecord pushed;
  private final ViewPlan view;
  private final Errors errors;

  RowCheck(PushedRecord pushed, ViewPlan view, Errors errors) {
    this.pushed = pushed;
    this.view = view;
    this.errors = errors;
  }

  void check() {
    int key = Utf8.length(view.key(pushed.values()));
    if (key > ViewPlan.MAX_KEY_BYTES) {
      add(TOO_LARGE, "the key of view " + view.name() + " has more than 2 KB");
    }
    int item = key + itemBytes();
    if (item > MAX_ITEM_BYTES) {
      add(TOO_LARGE, "the item of view " + view.name() + " has more than 400 KB");
    }
  }

  private int itemBytes() {
    return ItemSize.SYSTEM_ATTRIBUTES
        + Utf8.length(pushed.origin().orElse(""))
        + view.features()
            .filter(pushed.values()::has)
            .map(position ->
                Utf8.length(view.fields().at(position).name())
                    + ItemSize.of(pushed.values().at(position)))
            .sum();
  }

  private void add(RecordErrorType type, String message) {
    errors.add(pushed.plan().name(), pushed.index(), "", type, message);
  }
}
