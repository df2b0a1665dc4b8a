package io.grad4j.kl.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class BatchSumTest {
    private static final BatchSum A =
            new BatchSum(1.5, new DMatrixRMaj(new double[][] {{1, Double.MIN_VALUE}, {-0.0, 0.1}}), 3);
    private static final BatchSum B = new BatchSum(-4, new DMatrixRMaj(new double[][] {{10, 0}, {7, 0.2}}), 5);

    @Test
    void valuesGradientsAndCountsAddAndTheTermsStay() {
        BatchSum sum = A.plus(B);
        assertThat(sum.value()).isEqualTo(-2.5);
        assertThat(sum.gradient().data).containsExactly(11, Double.MIN_VALUE, 7, 0.1 + 0.2);
        assertThat(sum.count()).isEqualTo(8);
        assertThat(A.gradient().data).containsExactly(1, Double.MIN_VALUE, -0.0, 0.1);
        assertThat(B.gradient().data).containsExactly(10, 0, 7, 0.2);
    }

    @Test
    void theSumOverNoRowsChangesNothing() {
        BatchSum sum = BatchSum.zero(new Shape(2, 2)).plus(B);
        assertThat(sum.value()).isEqualTo(B.value());
        assertThat(sum.gradient().data).containsExactly(B.gradient().data);
        assertThat(sum.count()).isEqualTo(B.count());
    }

    @Test
    void gradientsOfTwoShapesAreRefused() {
        assertThatThrownBy(() -> A.plus(BatchSum.zero(new Shape(4, 1))))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("4×1 where 2×2 is needed");
    }

    @Test
    void moreRowsThanALongHoldsAreRefused() {
        BatchSum many = new BatchSum(0, new DMatrixRMaj(1, 1), Long.MAX_VALUE);
        assertThatThrownBy(() -> many.plus(many)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aSumAModelAndABatchTravelAsTheyAre() throws IOException, ClassNotFoundException {
        BatchSum sum = sent(A);
        assertThat(sum.value()).isEqualTo(A.value());
        assertThat(sum.gradient().data).containsExactly(A.gradient().data);
        assertThat(sum.count()).isEqualTo(A.count());
        assertThat(sent(new SoftmaxLoss())).isEqualTo(new SoftmaxLoss());
        LabelledRows rows = sent(new LabelledRows(new DMatrixRMaj(new double[][] {{1, 2}}), 3));
        assertThat(rows.features().data).containsExactly(1, 2);
        assertThat(rows.labels()).containsExactly(3);
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // What is read was written two lines before.
    private static <T> T sent(T object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    /** A loss of one number a row, not summed. */
    private record Unsummed() implements BatchModel<DMatrixRMaj> {
        @Override
        public Var loss(Var theta, DMatrixRMaj batch) {
            return theta.tape().constant(batch).mult(theta);
        }

        @Override
        public long count(DMatrixRMaj batch) {
            return batch.numRows;
        }
    }

    @Test
    void aLossThatIsNotANumberIsRefusedAndLeavesTheTapeEmpty() {
        try (Tape tape = new Tape()) {
            assertThatThrownBy(() -> new Unsummed().sum(tape, new DMatrixRMaj(2, 1), new DMatrixRMaj(3, 2)))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("1×1");
            assertThat(tape.steps()).isEmpty();
        }
    }

    @Test
    void batchesKeepEveryRowInItsOrder() {
        LabelledRows rows = new LabelledRows(new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}, {5, 6}}), 7, 8, 9);
        List<LabelledRows> batches = rows.batchesOf(2);
        assertThat(batches).hasSize(2);
        assertThat(batches.get(0).features().data).containsExactly(1, 2, 3, 4);
        assertThat(batches.get(0).labels()).containsExactly(7, 8);
        assertThat(batches.get(1).features().data).containsExactly(5, 6);
        assertThat(batches.get(1).labels()).containsExactly(9);
        assertThat(rows.batchesOf(Integer.MAX_VALUE)).hasSize(1);
    }

    @Test
    void badRowsAreRefused() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 2}, {3, Double.NaN}});
        assertThatThrownBy(() -> new LabelledRows(x, 0, 1))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("entry (1,1) = NaN is not finite");
        assertThatThrownBy(() -> new LabelledRows(new DMatrixRMaj(2, 2), 0))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("1 labels for 2 rows");
        assertThatThrownBy(() -> new LabelledRows(new DMatrixRMaj(2, 2), 0, -1))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("label 1 = -1 is negative");
        assertThatThrownBy(() -> new LabelledRows(new DMatrixRMaj(2, 2), 0, 1).batchesOf(0))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("size: 0");
    }
}
