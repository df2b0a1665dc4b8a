package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Shaping.columns;
import static io.grad4j.autodiff.ops.Shaping.reshape;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.GradientCheck;
import io.grad4j.kl.Points;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;

/** The gradient of every trained loss, by all parameters at once, against extrapolated differences of its value. */
class ModelGradientsTest {
    private static final int ROWS = 4;
    private static final int MOST_PARAMETERS = 30;

    /** Losses of few observations, as functions of one row that holds all parameters. */
    enum Loss {
        LOGISTIC(p -> {
            Slices s = new Slices(p);
            return new LogisticRegression(s.next(3, 1), s.next(1, 1))
                    .negativeLogLikelihood(new int[] {0, 1, 1, 0}, data(p, 3, -1, 1));
        }),
        SOFTMAX(p -> {
            Slices s = new Slices(p);
            return new SoftmaxRegression(s.next(3, 3), s.next(1, 3))
                    .negativeLogLikelihood(new int[] {0, 2, 1, 2}, data(p, 3, -1, 1));
        }),
        MIXTURE(p -> {
            Slices s = new Slices(p);
            return new GaussianMixture(s.next(1, 3), s.next(3, 2), s.next(3, 3)).logLikelihood(data(p, 2, -1, 1));
        }),
        VARIATIONAL_AUTOENCODER(p -> {
            Slices s = new Slices(p);
            Layer encoder = new Layer(s.next(2, 2), s.next(1, 2));
            Layer mean = new Layer(s.next(2, 1), s.next(1, 1));
            Layer logVariance = new Layer(s.next(2, 1), s.next(1, 1));
            Layer decoder = new Layer(s.next(1, 2), s.next(1, 2));
            Layer pixels = new Layer(s.next(2, 2), s.next(1, 2));
            return new VariationalAutoencoder(encoder, mean, logVariance, decoder, pixels)
                    .negativeElbo(data(p, 2, 0, 1), data(p, 1, -1, 1));
        }),
        CHAIN_TAGGER(p -> {
            Slices s = new Slices(p);
            return new ChainTagger(s.next(3, 3), s.next(4, 3))
                    .negativeLogLikelihood(new int[] {2, 0, 3, 3}, new int[] {1, 1, 0, 2});
        }),
        SPARSE_AUTOENCODER(p -> {
            Slices s = new Slices(p);
            SparseAutoencoder model = SparseAutoencoder.of(s.next(3, 2), s.next(1, 2), s.next(2, 3), s.next(1, 3));
            return model.loss(data(p, 3, 0, 1), 0.1, 1);
        });

        private final UnaryOperator<Var> function;

        Loss(UnaryOperator<Var> function) {
            this.function = function;
        }

        private double value(DMatrixRMaj parameters) {
            try (Tape tape = new Tape()) {
                return function.apply(tape.constant(parameters)).scalar();
            }
        }
    }

    /** Takes one matrix after another from a row. */
    private static final class Slices {
        private final Var row;
        private int taken;

        Slices(Var row) {
            this.row = row;
        }

        Var next(int rows, int cols) {
            int from = taken;
            taken += rows * cols;
            return reshape(columns(row, from, taken), rows, cols);
        }
    }

    /** Generic observations between two bounds. */
    private static Var data(Var parameters, int cols, double low, double high) {
        DMatrixRMaj x = new DMatrixRMaj(ROWS, cols);
        for (int i = 0; i < x.getNumElements(); i++) {
            x.data[i] = low + (high - low) * (0.5 + 0.5 * Math.sin(1.7 * i + 0.4));
        }
        return parameters.tape().constant(x);
    }

    @Provide
    Arbitrary<DMatrixRMaj> parameters() {
        return Points.matrix(1, MOST_PARAMETERS, 1.2).withoutEdgeCases();
    }

    @Property(tries = 200)
    void theGradientAgreesWithDifferencesOfTheLoss(@ForAll Loss loss, @ForAll("parameters") DMatrixRMaj parameters) {
        GradientCheck.of(loss::value)
                .hand(x -> Autodiff.gradient(loss.function, x))
                .excuse(1e-9)
                .at(parameters)
                .assertRight();
    }
}
