package io.freshet.quickstart.guarantee;

import io.freshet.quickstart.guarantee.Fate.Upsert;
import java.util.SplittableRandom;

/** How a payment becomes the value of a record. */
interface Encoding {

  byte[] whole(Upsert says);

  /** What producers really send now and then: none of these can be stored. */
  byte[] spoiled(Upsert says, SplittableRandom random);

  /** Plain JSON. */
  record Json() implements Encoding {

    @Override
    public byte[] whole(Upsert says) {
      return new Payment(says).json();
    }

    @Override
    public byte[] spoiled(Upsert says, SplittableRandom random) {
      return new Payment(says).spoiled(random);
    }
  }
}
