package io.freshet.value;

import static io.freshet.api.RecordErrorType.OUT_OF_RANGE;
import static io.freshet.api.RecordErrorType.TYPE_MISMATCH;
import static io.freshet.schema.ScalarType.BOOL;
import static io.freshet.schema.ScalarType.BYTES;
import static io.freshet.schema.ScalarType.FLOAT32;
import static io.freshet.schema.ScalarType.FLOAT64;
import static io.freshet.schema.ScalarType.INT32;
import static io.freshet.schema.ScalarType.INT64;
import static io.freshet.schema.ScalarType.STRING;
import static io.freshet.schema.ScalarType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.api.RecordErrorType;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import java.nio.ByteBuffer;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionsTest {

  @Property
  void int64IsExactFromNumberAndText(@ForAll long value) {
    assertThat(Conversions.fromLong(INT64, value)).isEqualTo(new Converted(value));
    assertThat(Conversions.fromText(INT64, Long.toString(value))).isEqualTo(new Converted(value));
    assertThat(Conversions.fromNumber(INT64, Long.toString(value))).isEqualTo(new Converted(value));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "1e3, 1000",
    "-0.0, 0",
    "0e999999999, 0",
    "12.500e1, 125",
    "9.2e18, 9200000000000000000"
  })
  void aWholeNumberIsWholeHoweverItIsWritten(String number, long value) {
    assertThat(Conversions.fromNumber(INT64, number)).isEqualTo(new Converted(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e-1", "0.1", "9007199254740992.5"})
  void aFractionIsNeverRounded(String number) {
    assertThat(rejection(Conversions.fromNumber(INT64, number))).isEqualTo(TYPE_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9223372036854775808", "-9223372036854775809", "1e19", "1E999999999", "1e400"})
  void anOverflowIsNeverCutOff(String number) {
    assertThat(rejection(Conversions.fromNumber(INT64, number))).isEqualTo(OUT_OF_RANGE);
  }

  @Test
  void int32HasItsOwnBorders() {
    assertThat(Conversions.fromLong(INT32, Integer.MAX_VALUE))
        .isEqualTo(new Converted(Integer.MAX_VALUE));
    assertThat(rejection(Conversions.fromLong(INT32, 1L << 31))).isEqualTo(OUT_OF_RANGE);
    assertThat(rejection(Conversions.fromText(INT32, "1"))).isEqualTo(TYPE_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9.99E125", "-9.99E125", "1E-130", "-1E-130", "0", "0.1"})
  void float64TakesWhatDynamoDbCanHold(String number) {
    assertThat(Conversions.fromNumber(FLOAT64, number))
        .isEqualTo(new Converted(Double.parseDouble(number)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E126", "-1E126", "9E-131", "1e400"})
  void float64RefusesWhatDynamoDbCannotHold(String number) {
    assertThat(rejection(Conversions.fromNumber(FLOAT64, number))).isEqualTo(OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumberIsNoFloatAndNoInteger(double value) {
    for (ScalarType type : new ScalarType[] {FLOAT64, FLOAT32, INT64, INT32}) {
      assertThat(rejection(Conversions.fromDouble(type, value))).isEqualTo(OUT_OF_RANGE);
    }
  }

  @Test
  void minusZeroIsZero() {
    assertThat(Conversions.fromDouble(FLOAT64, -0.0)).isEqualTo(new Converted(0.0));
    assertThat(Conversions.fromNumber(FLOAT64, "-0.0")).isEqualTo(new Converted(0.0));
    assertThat(Conversions.fromDouble(FLOAT32, -0.0)).isEqualTo(new Converted(0.0f));
  }

  @Test
  void aFloat32MustBeFiniteAtItsWidth() {
    assertThat(Conversions.fromNumber(FLOAT32, "0.1")).isEqualTo(new Converted(0.1f));
    assertThat(rejection(Conversions.fromNumber(FLOAT32, "1e39"))).isEqualTo(OUT_OF_RANGE);
  }

  @Test
  void bytesAreBase64() {
    assertThat(Conversions.fromText(BYTES, "AQI="))
        .isEqualTo(new Converted(ByteBuffer.wrap(new byte[] {1, 2})));
    assertThat(rejection(Conversions.fromText(BYTES, "no base64!"))).isEqualTo(TYPE_MISMATCH);
  }

  @Test
  void timestampsAreText() {
    assertThat(Conversions.fromText(TIMESTAMP, "2026-01-04T00:25:06Z"))
        .isEqualTo(new Converted(Instant.parse("2026-01-04T00:25:06Z")));
    assertThat(rejection(Conversions.fromLong(TIMESTAMP, 1))).isEqualTo(TYPE_MISMATCH);
  }

  @Test
  void messagesReadAfterTheFieldsName() {
    assertThat(Conversions.fromText(FLOAT64, "secret"))
        .isEqualTo(new Rejected(TYPE_MISMATCH, "expected float64, got a string"));
  }

  @ParameterizedTest
  @EnumSource(ScalarType.class)
  void aBooleanIsOnlyABoolean(ScalarType type) {
    assertThat(Conversions.fromBoolean(type, true) instanceof Converted).isEqualTo(type == BOOL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1.0", "+1", " 1", "1e3", "0x1", "٣"})
  void int64TextIsPlainDigits(String text) {
    assertThat(rejection(Conversions.fromText(INT64, text))).isEqualTo(TYPE_MISMATCH);
  }

  @Property
  void textIsText(@ForAll String text) {
    assertThat(Conversions.fromText(STRING, text)).isEqualTo(new Converted(text));
  }

  private static RecordErrorType rejection(Conversion conversion) {
    return ((Rejected) conversion).type();
  }
}
