package io.grad4j.kl.batches;

import io.grad4j.autodiff.ArgumentException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Rows of features, each with a class counted from 0: a batch of a classifier. */
public final class LabelledRows implements Serializable {
    private static final long serialVersionUID = 1L;

    private final DMatrixRMaj features;
    private final int[] labels;

    /**
     * A batch that owns its matrix: it is not copied, so leave it unchanged.
     *
     * @param features m×d, finite
     * @param labels a class for each row, 0 or above
     * @throws ArgumentException if a feature is NaN or infinite, a label is negative, or there is not one label a row
     */
    public LabelledRows(DMatrixRMaj features, int... labels) {
        ArgumentException.requireFinite("LabelledRows", "features", features);
        if (labels.length != features.numRows) {
            throw new ArgumentException(
                    "LabelledRows", "labels", labels.length + " labels for " + features.numRows + " rows");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new ArgumentException(
                        "LabelledRows", "labels", "label " + i + " = " + labels[i] + " is negative");
            }
        }
        this.features = features;
        this.labels = labels.clone();
    }

    /** The features, m×d, as given. */
    public DMatrixRMaj features() {
        return features;
    }

    /** A copy of the labels. */
    public int[] labels() {
        return labels.clone();
    }

    /** The number of rows. */
    public int rows() {
        return labels.length;
    }

    /**
     * These rows in batches of {@code size}, the last one perhaps smaller, in their order.
     *
     * @throws ArgumentException if {@code size} is below 1
     */
    public List<LabelledRows> batchesOf(int size) {
        if (size < 1) {
            throw new ArgumentException("batchesOf", "size", size + " where at least 1 is needed");
        }
        List<LabelledRows> batches = new ArrayList<>();
        int d = features.numCols;
        for (int from = 0; from < labels.length; from += Math.min(size, labels.length - from)) {
            int to = from + Math.min(size, labels.length - from);
            double[] entries = Arrays.copyOfRange(features.data, from * d, to * d);
            batches.add(
                    new LabelledRows(DMatrixRMaj.wrap(to - from, d, entries), Arrays.copyOfRange(labels, from, to)));
        }
        return batches;
    }
}
