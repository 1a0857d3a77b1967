/**
 * ONNX files: a {@link io.molspectra.graph.Graph} to Protobuf and back.
 *
 * <p>{@link io.molspectra.graph.proto.OnnxWriter} writes operator set 17, IR version 8. What ONNX
 * has no field for travels where other readers ignore it: the adjoint of a gather in the node's
 * {@code doc_string}, the names of the trainable initializers in {@code metadata_props}. So a file
 * read back by {@link io.molspectra.graph.proto.OnnxReader} can be differentiated and trained
 * further. Weights are inside the file or, by {@link io.molspectra.graph.proto.ExternalWeights}, in
 * one file that several models of a folder share.
 *
 * <p>Working-precision values are float32 in a file; reading one back rounds constants to float32.
 * Extents of which nothing is known are left unset.
 */
@NullMarked
package io.molspectra.graph.proto;

import org.jspecify.annotations.NullMarked;
