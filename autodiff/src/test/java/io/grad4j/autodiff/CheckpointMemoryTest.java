package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.generic;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A chain in segments keeps about 2√n of its n matrices. */
class CheckpointMemoryTest {
    private static final int SEGMENT = 32;
    private static final int STEPS = SEGMENT * SEGMENT;

    /** y = x/2, which remembers every y it wrote and, at each 32nd cotangent, counts those still held. */
    private static final class Halved implements Primitive {
        private final List<WeakReference<DMatrixRMaj>> written = new ArrayList<>();
        private int cotangents;
        private int peak;

        @Override
        public String label() {
            return "halved";
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            for (int i = 0; i < y.getNumElements(); i++) {
                y.data[i] = x[0].data[i] / 2;
            }
            written.add(new WeakReference<>(y));
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary("ȳ/2", (x, y, v) -> v.scale(0.5), (x, y, v) -> {
                if (cotangents++ % SEGMENT == 0) {
                    count();
                }
                return v.scale(0.5);
            });
        }

        private void count() {
            System.gc();
            written.removeIf(m -> m.refersTo(null));
            peak = Math.max(peak, written.size());
        }

        private Var repeated(Var x, int times) {
            Var y = x;
            for (int i = 0; i < times; i++) {
                y = of(y);
            }
            return y;
        }
    }

    @Test
    void aChainInSegmentsHoldsAFewOfItsMatrices() {
        Halved step = new Halved();
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(60, 60, 1));
            Var y = x;
            for (int i = 0; i < SEGMENT; i++) {
                y = Autodiff.checkpoint(v -> step.repeated(v[0], SEGMENT), y);
            }
            assertThat(tape.steps()).hasSize(SEGMENT + 1);
            assertThat(tape.gradients(y.sum()).of(x).data).containsOnly(Math.pow(0.5, STEPS));
        }
        assertThat(step.peak).isBetween(SEGMENT, 3 * SEGMENT);
    }

    @Test
    void aChainWithoutThemHoldsThemAll() {
        Halved step = new Halved();
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(60, 60, 1));
            assertThat(tape.gradients(step.repeated(x, STEPS).sum()).of(x).data).containsOnly(Math.pow(0.5, STEPS));
        }
        assertThat(step.peak).isEqualTo(STEPS);
    }
}
