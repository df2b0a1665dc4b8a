package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.kl.special.SpecialFunctions.logBesselI;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.UnitSphereSampler;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The von Mises-Fisher distribution of a direction, p(x) = C(κ)·exp(κ·μᵀx) for unit vectors x, a density on the sphere.
 *
 * @param mu d×1, the mean direction, of length 1, d from 2 to 100
 * @param kappa κ > 0, the concentration
 */
public record VonMisesFisher(Parameter mu, Parameter kappa) implements Multivariate {
    /** As far as the Bessel functions go. */
    private static final int LARGEST = 100;

    private static final double ROUNDING = 1e-9;

    /** Checks length and range. */
    public VonMisesFisher {
        DMatrixRMaj m = mu.matrix();
        Require.column("VonMisesFisher", "mu", m);
        ArgumentException.requireFinite("VonMisesFisher", "mu", m);
        Require.that(
                m.numRows >= 2 && m.numRows <= LARGEST,
                "VonMisesFisher",
                "mu",
                "has dimension " + m.numRows + ", which is not from 2 to " + LARGEST);
        requireUnit("mu", m.data);
        Require.positive("VonMisesFisher", "kappa", kappa);
    }

    /** By a known direction and concentration. */
    public VonMisesFisher(DMatrixRMaj mu, double kappa) {
        this(Parameter.of(mu), Parameter.of(kappa));
    }

    /** By variables. */
    public VonMisesFisher(Var mu, Var kappa) {
        this(Parameter.of(mu), Parameter.of(kappa));
    }

    private static void requireUnit(String argument, double... x) {
        double squares = 0;
        for (double entry : x) {
            squares += entry * entry;
        }
        Require.that(Math.abs(squares - 1) <= ROUNDING, "VonMisesFisher", argument, "has squared length " + squares);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(mu, kappa);
    }

    @Override
    public int dimension() {
        return mu.matrix().numRows;
    }

    @Override
    public boolean isDiscrete() {
        return false;
    }

    /** A(κ) = I_{d/2}(κ)/I_{d/2-1}(κ) of each entry, the length of the mean: the slope of -ln C. */
    public static Var meanLength(int d, Var kappa) {
        return slope(k -> logBesselI(0.5 * d - 1, k), kappa);
    }

    private static Var slope(UnaryOperator<Var> function, Var x) {
        DMatrixRMaj ones = new DMatrixRMaj(x.rows(), x.cols());
        ones.fill(1);
        return Autodiff.jvp(function, x, x.tape().constant(ones));
    }

    /** The remainder of -ln C between two concentrations. */
    public static Var remainder(int d, Var to, Var from) {
        return Remainder.of(k -> slope(x -> meanLength(d, x), k), k -> 1 + Math.abs(k) / 4, to, from);
    }

    /** -ln C(κ) = ln(κ^(1-d/2)·I_{d/2-1}(κ)) + d/2·ln 2π. */
    private Var logNormalizer(Tape tape) {
        double half = 0.5 * dimension();
        return logBesselI(half - 1, kappa.on(tape)).plus(half * Math.log(2 * Math.PI));
    }

    @Override
    public Var logDensity(Var x) {
        DMatrixRMaj points = x.value();
        Require.columns(name(), points, dimension());
        for (int i = 0; i < points.numRows; i++) {
            double[] point = new double[points.numCols];
            System.arraycopy(points.data, i * points.numCols, point, 0, point.length);
            requireUnit("x", point);
        }
        Tape tape = x.tape();
        return x.mult(mu.on(tape)).elementMult(kappa.on(tape)).minus(logNormalizer(tape));
    }

    @Override
    public Var mean(Tape tape) {
        return mu.on(tape).elementMult(meanLength(dimension(), kappa.on(tape)));
    }

    /** From E[xxᵀ] = (A/κ)·I + (1 - dA/κ)·μμᵀ. */
    @Override
    public Var variance(Tape tape) {
        Var a = meanLength(dimension(), kappa.on(tape));
        Var across = a.elementDiv(kappa.on(tape));
        Var along = across.scale(-dimension()).plus(1).minus(square(a));
        return square(mu.on(tape)).elementMult(along).plus(across);
    }

    @Override
    public Var entropy(Tape tape) {
        Var k = kappa.on(tape);
        return logNormalizer(tape).minus(k.elementMult(meanLength(dimension(), k)));
    }

    /** Wood's rejection for the part along μ (Communications in Statistics 23, 1994), a uniform direction across it. */
    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        int d = dimension();
        DMatrixRMaj x = new DMatrixRMaj(n, d);
        UnitSphereSampler sphere = UnitSphereSampler.of(rng, d);
        SharedStateContinuousSampler beta = ChengBetaSampler.of(rng, (d - 1) / 2.0, (d - 1) / 2.0);
        for (int i = 0; i < n; i++) {
            double w = along(rng, beta);
            place(x, i, w, sphere.sample());
        }
        return x;
    }

    private double along(UniformRandomProvider rng, SharedStateContinuousSampler beta) {
        double k = kappa.scalar();
        int m = dimension() - 1;
        double b = m / (2 * k + Math.sqrt(4 * k * k + (double) m * m));
        double x0 = (1 - b) / (1 + b);
        double c = k * x0 + m * Math.log1p(-x0 * x0);
        while (true) {
            double z = beta.sample();
            double w = (1 - (1 + b) * z) / (1 - (1 - b) * z);
            if (k * w + m * Math.log1p(-x0 * w) - c >= Math.log(Draws.open(rng))) {
                return w;
            }
        }
    }

    /** Row i of x: w·μ and √(1-w²) times the part of {@code direction} that is across μ, made a unit vector. */
    private void place(DMatrixRMaj x, int i, double w, double... direction) {
        double[] m = mu.matrix().data;
        double along = 0;
        for (int j = 0; j < m.length; j++) {
            along += direction[j] * m[j];
        }
        double across = Math.sqrt(Math.max(0, 1 - along * along));
        for (int j = 0; j < m.length; j++) {
            double unit = (direction[j] - along * m[j]) / across;
            x.set(i, j, w * m[j] + Math.sqrt(Math.max(0, 1 - w * w)) * unit);
        }
    }
}
