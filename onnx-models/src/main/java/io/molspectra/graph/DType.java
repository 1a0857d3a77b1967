package io.molspectra.graph;

/** Element types of tensors, with their codes in ONNX's TensorProto. */
public enum DType {
  /** Working precision: float32 in files, float32 or float64 when executed. */
  FLOAT(1),
  INT32(6),
  INT64(7),
  BOOL(9),
  /** Float64 whatever the working precision is. */
  DOUBLE(11);

  private final int onnxCode;

  DType(int onnxCode) {
    this.onnxCode = onnxCode;
  }

  /** TensorProto.DataType code. */
  public int onnxCode() {
    return onnxCode;
  }

  /** Whether values are real numbers, and so can have a gradient. */
  public boolean isReal() {
    return this == FLOAT || this == DOUBLE;
  }

  /**
   * @throws GraphException if the code names a type no operator here accepts
   */
  public static DType ofOnnxCode(int code) {
    for (DType type : values()) {
      if (type.onnxCode == code) {
        return type;
      }
    }
    throw new GraphException("tensor element type " + code + " is not supported");
  }
}
