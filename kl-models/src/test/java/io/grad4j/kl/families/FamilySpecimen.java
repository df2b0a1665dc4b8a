package io.grad4j.kl.families;

import static io.grad4j.kl.families.Columns.column;

import io.grad4j.autodiff.Tape;
import io.grad4j.kl.Points;
import io.grad4j.kl.structured.Ising;
import io.grad4j.kl.structured.LinearChain;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A family with what its laws are tried on.
 *
 * @param ordinary columns of ordinary parameters, generic and well conditioned
 * @param rule sums over the whole support for natural parameters that come of these
 */
record FamilySpecimen(ExponentialFamily family, Arbitrary<DMatrixRMaj> ordinary, Function<DMatrixRMaj, Rule> rule) {
    /** Every family, each once or in several dimensions. */
    static final List<FamilySpecimen> ALL = List.of(
            of(new DiscreteFamilies.Bernoulli(), probabilities(), Rule.wholeNumbers(0, 1)),
            of(new DiscreteFamilies.Binomial(6), probabilities(), Rule.wholeNumbers(0, 6)),
            of(new DiscreteFamilies.Poisson(), entries(1, 0.2, 8), Rule.wholeNumbers(0, 80)),
            of(new DiscreteFamilies.Geometric(), probabilities(), Rule.wholeNumbers(0, 400)),
            of(new DiscreteFamilies.NegativeBinomial(2.5), probabilities(), Rule.wholeNumbers(0, 500)),
            of(new DiscreteFamilies.Logarithmic(), probabilities(), Rule.wholeNumbers(1, 400)),
            of(new FiniteFamilies.Categorical(4), simplexPoints(4), Rule.compositions(1, 4)),
            of(new FiniteFamilies.Multinomial(5, 3), simplexPoints(3), Rule.compositions(5, 3)),
            of(new PositiveFamilies.Exponential(), entries(1, 0.3, 3), Rule.positive()),
            of(new PositiveFamilies.Gamma(), entries(2, 0.6, 4), Rule.positive()),
            of(new PositiveFamilies.ChiSquared(), entries(1, 1, 7), Rule.positive()),
            of(new PositiveFamilies.InverseGamma(), entries(2, 0.6, 4), Rule.positive()),
            of(new PositiveFamilies.InverseGaussian(), entries(2, 0.4, 3), Rule.positive()),
            of(new PositiveFamilies.LogNormal(), locationAndScale(), Rule.positive()),
            of(new PowerFamilies.Weibull(1.7), entries(1, 0.3, 3), Rule.positive()),
            of(new PowerFamilies.Rayleigh(), entries(1, 0.3, 3), Rule.positive()),
            of(new PowerFamilies.Pareto(1.2), entries(1, 0.6, 4), beyond(1.2)),
            of(new IntervalFamilies.Beta(), entries(2, 1.6, 4), Rule.unit()),
            of(new IntervalFamilies.Dirichlet(3), entries(3, 1.6, 4), Rule.simplex()),
            of(new IntervalFamilies.ContinuousBernoulli(), probabilities(), Rule.unit()),
            of(new RealFamilies.Normal(), locationAndScale(), Rule.real()),
            of(new RealFamilies.Laplace(0.7), entries(1, 0.3, 3), bothSides(0.7)),
            of(new DirectionalFamilies.VonMises(), locationAndScale(), Rule.circle()),
            of(new DirectionalFamilies.VonMisesFisher(2), vectors(2), onTheCircle()),
            of(new DirectionalFamilies.VonMisesFisher(3), vectors(3), Rule.sphere()),
            new FamilySpecimen(
                    new MatrixFamilies.MultivariateNormal(2), vectorAndCovariance(), FamilySpecimen::aroundTheMean),
            of(new MatrixFamilies.Wishart(2), degreesAnd(0.08), Rule.definite()),
            of(new MatrixFamilies.InverseWishart(2), degreesAnd(12), Rule.inverseDefinite()),
            of(
                    new FeatureFamily(new DMatrixRMaj(
                            new double[][] {{0.3, -1}, {1.2, 0.4}, {-0.7, 0.9}, {0.1, 1.6}, {-1.4, -0.8}})),
                    vectors(2),
                    Rule.wholeNumbers(0, 4)),
            of(new LinearChain(3, 2), vectors(8), Rule.words(3, 0, 1)),
            of(new Ising(3, List.of(new Ising.Edge(0, 1), new Ising.Edge(2, 1))), vectors(5), Rule.words(3, -1, 1)));

    private static FamilySpecimen of(ExponentialFamily family, Arbitrary<DMatrixRMaj> ordinary, Rule rule) {
        return new FamilySpecimen(family, ordinary, eta -> rule);
    }

    /** Natural parameters. */
    Arbitrary<DMatrixRMaj> natural() {
        return ordinary.map(this::natural);
    }

    private DMatrixRMaj natural(DMatrixRMaj o) {
        try (Tape tape = new Tape()) {
            return family.natural(tape.constant(o)).value();
        }
    }

    @Override
    public String toString() {
        return family.name();
    }

    private static Arbitrary<DMatrixRMaj> entries(int k, double low, double high) {
        return Arbitraries.doubles()
                .between(low, high)
                .ofScale(4)
                .array(double[].class)
                .ofSize(k)
                .map(Columns::column);
    }

    private static Arbitrary<DMatrixRMaj> probabilities() {
        return entries(1, 0.1, 0.9);
    }

    private static Arbitrary<DMatrixRMaj> simplexPoints(int k) {
        return entries(k, 0.1, 1).map(p -> {
            CommonOps_DDRM.divide(p, CommonOps_DDRM.elementSum(p));
            return p;
        });
    }

    private static Arbitrary<DMatrixRMaj> vectors(int k) {
        return entries(k, -2.5, 2.5);
    }

    private static Arbitrary<DMatrixRMaj> locationAndScale() {
        return Combinators.combine(entries(1, -1.5, 1.5), entries(1, 0.4, 2.5)).as(FamilySpecimen::stack);
    }

    private static Arbitrary<DMatrixRMaj> vectorAndCovariance() {
        return Combinators.combine(vectors(2), Points.covariance(2))
                .as((mu, s) -> column(mu.data[0], mu.data[1], s.data[0], s.data[1], s.data[2], s.data[3]));
    }

    private static Arbitrary<DMatrixRMaj> degreesAnd(double scale) {
        return Combinators.combine(entries(1, 8, 10), entries(3, -0.2, 0.2)).as((n, v) -> {
            double across = scale * v.data[2];
            return column(n.data[0], scale * (1 + v.data[0]), across, across, scale * (1 + v.data[1]));
        });
    }

    private static DMatrixRMaj stack(DMatrixRMaj a, DMatrixRMaj b) {
        return column(a.data[0], b.data[0]);
    }

    private static Rule beyond(double least) {
        return Rule.positive()
                .mapped(
                        u -> new double[] {least * Math.exp(Math.min(u[0], 300))},
                        u -> u[0] > 300 ? 0 : least * Math.exp(u[0]));
    }

    private static Rule bothSides(double middle) {
        return Rule.positive()
                .mapped(u -> new double[] {middle + u[0]}, u -> 1)
                .and(Rule.positive().mapped(u -> new double[] {middle - u[0]}, u -> 1));
    }

    private static Rule onTheCircle() {
        return Rule.circle().mapped(a -> new double[] {Math.cos(a[0]), Math.sin(a[0])}, a -> 1);
    }

    /** By x = μ + Lz. */
    private static Rule aroundTheMean(DMatrixRMaj eta) {
        try (Tape tape = new Tape()) {
            DMatrixRMaj o = new MatrixFamilies.MultivariateNormal(2)
                    .ordinary(tape.constant(eta))
                    .value();
            double l00 = Math.sqrt(o.data[2]);
            double l10 = o.data[3] / l00;
            double l11 = Math.sqrt(o.data[5] - l10 * l10);
            Rule z = Rule.trapezoid(-10, 10, 50);
            return z.times(z)
                    .mapped(
                            v -> new double[] {o.data[0] + l00 * v[0], o.data[1] + l10 * v[0] + l11 * v[1]},
                            v -> l00 * l11);
        }
    }
}
