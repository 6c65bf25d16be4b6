package io.freshet.ingest.plan;

import io.freshet.schema.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The typed values of one record, by the position of their fields. Filled once while a request is
 * parsed, read-only by agreement afterwards.
 */
public final class Values {
  private static final Object ABSENT = new Object();
  private static final Object REJECTED = new Object();

  private final Fields fields;
  private final @Nullable Object[] slots;

  public Values(Fields fields) {
    this.fields = fields;
    this.slots = new Object[fields.size()];
  }

  public Fields fields() {
    return fields;
  }

  /** Whether a usable value is there. */
  public boolean has(int position) {
    Object slot = slots[position];
    return slot != null && slot != ABSENT && slot != REJECTED;
  }

  /** Whether something was there that did not fit its field. */
  public boolean rejected(int position) {
    return slots[position] == REJECTED;
  }

  /** Whether the field was named at all, be it with null or with something that did not fit. */
  public boolean named(int position) {
    return slots[position] != null;
  }

  /**
   * The value there.
   *
   * @throws IllegalStateException when it is absent: ask {@link #has} first
   */
  public Object at(int position) {
    Object slot = slots[position];
    if (slot == null || slot == ABSENT || slot == REJECTED) {
      throw new IllegalStateException(fields.at(position).name() + " is absent");
    }
    return slot;
  }

  public void set(int position, Object value) {
    slots[position] = value;
  }

  /** An explicit null. */
  public void setAbsent(int position) {
    slots[position] = ABSENT;
  }

  public void reject(int position) {
    slots[position] = REJECTED;
  }
}
