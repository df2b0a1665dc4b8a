package io.grad4j.kl.batches;

import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.kl.Points;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class SoftmaxLossTest {
    private static final SoftmaxLoss MODEL = new SoftmaxLoss();
    private static final int[] LABELS = {0, 2, 1, 2, 0};

    @Provide
    Arbitrary<DMatrixRMaj> features() {
        return Points.matrix(5, 2, 2);
    }

    @Provide
    Arbitrary<DMatrixRMaj> thetas() {
        return Points.matrix(2, 3, 2);
    }

    @Property
    void theGradientIsXTransposedTimesQMinusTheLabels(
            @ForAll("features") DMatrixRMaj x, @ForAll("thetas") DMatrixRMaj theta) {
        // A constant feature of 1 holds the first row of the gradient away from a sum that is all rounding.
        DMatrixRMaj withOne = new DMatrixRMaj(5, 3);
        CommonOps_DDRM.fill(withOne, 1);
        CommonOps_DDRM.insert(x, withOne, 0, 1);
        DMatrixRMaj wide = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.insert(theta, wide, 1, 0);
        DMatrixRMaj q = CommonOps_DDRM.mult(withOne, wide, null);
        double value = 0;
        for (int i = 0; i < 5; i++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                sum += Math.exp(q.get(i, k));
            }
            value += Math.log(sum) - q.get(i, LABELS[i]);
            for (int k = 0; k < 3; k++) {
                q.set(i, k, Math.exp(q.get(i, k)) / sum - (k == LABELS[i] ? 1 : 0));
            }
        }
        BatchSum sum;
        try (Tape tape = new Tape()) {
            sum = MODEL.sum(tape, wide, new LabelledRows(withOne, LABELS));
        }
        DMatrixRMaj expected = CommonOps_DDRM.multTransA(withOne, q, null);
        // Absolute, since the terms, up to 10, may cancel or all be near 0.
        assertThat(Math.abs(sum.value() - value)).isLessThanOrEqualTo(TO_HAND_FORMULA);
        for (int i = 0; i < 9; i++) {
            assertThat(Math.abs(sum.gradient().data[i] - expected.data[i])).isLessThanOrEqualTo(TO_HAND_FORMULA);
        }
    }

    @Test
    void atZeroEveryClassIsAsLikely() {
        try (Tape tape = new Tape()) {
            BatchSum sum = MODEL.sum(tape, new DMatrixRMaj(2, 3), new LabelledRows(new DMatrixRMaj(5, 2), LABELS));
            assertClose(sum.value(), 5 * Math.log(3), 1e-15);
            assertThat(sum.count()).isEqualTo(5);
        }
    }

    @Test
    void theSameColumnAddedToEachClassChangesNothing() {
        LabelledRows rows = new LabelledRows(new DMatrixRMaj(new double[][] {{1, 3}, {-2, 0.5}}), 1, 0);
        DMatrixRMaj theta = new DMatrixRMaj(new double[][] {{0.25, 0.5}, {-1, 2}});
        DMatrixRMaj along = new DMatrixRMaj(new double[][] {{1, 1}, {-3, -3}});
        assertClose(Autodiff.jvp(z -> MODEL.loss(z, rows), theta, along).data[0], 0, 0);
    }
}
