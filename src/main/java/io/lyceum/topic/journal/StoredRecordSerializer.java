package io.lyceum.topic.journal;

import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Lets {@link StoredRecord}s pass into the tables as they are. */
public final class StoredRecordSerializer extends SerializerWithStringManifest {
  /** Stored in every row; must never change. */
  private static final int ID = 7301;

  @Override
  public int identifier() {
    return ID;
  }

  @Override
  public String manifest(Object record) {
    return ((StoredRecord) record).manifest();
  }

  @Override
  public byte[] toBinary(Object record) {
    return ((StoredRecord) record).payload();
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return StoredRecord.of(manifest, bytes);
  }
}
