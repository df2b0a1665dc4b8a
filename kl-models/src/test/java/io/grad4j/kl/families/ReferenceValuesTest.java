package io.grad4j.kl.families;

import static io.grad4j.kl.families.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.Close;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of 17 digits of 20 families: A, E[T], KL, both of its gradients, and the Fisher information. */
class ReferenceValuesTest {
    private static final Pattern LINE = Pattern.compile("(\"[^\"]*\"|[^,]*),(\"[^\"]*\"|[^,]*),([^,]*)");

    /** Each family by how its name in the file begins. */
    private static final Map<String, ExponentialFamily> FAMILIES = Map.ofEntries(
            Map.entry("Bernoulli", new DiscreteFamilies.Bernoulli()),
            Map.entry("Binomial n=5", new DiscreteFamilies.Binomial(5)),
            Map.entry("Poisson", new DiscreteFamilies.Poisson()),
            Map.entry("Geometric", new DiscreteFamilies.Geometric()),
            Map.entry("NegBinomial r=2.5", new DiscreteFamilies.NegativeBinomial(2.5)),
            Map.entry("Logarithmic", new DiscreteFamilies.Logarithmic()),
            Map.entry("Exponential", new PositiveFamilies.Exponential()),
            Map.entry("Gamma", new PositiveFamilies.Gamma()),
            Map.entry("Chi2", new PositiveFamilies.ChiSquared()),
            Map.entry("InverseGamma", new PositiveFamilies.InverseGamma()),
            Map.entry("InverseGaussian", new PositiveFamilies.InverseGaussian()),
            Map.entry("LogNormal", new PositiveFamilies.LogNormal()),
            Map.entry("Weibull k=1.7", new PowerFamilies.Weibull(1.7)),
            Map.entry("Rayleigh", new PowerFamilies.Rayleigh()),
            Map.entry("Pareto xm=1.2", new PowerFamilies.Pareto(1.2)),
            Map.entry("Beta", new IntervalFamilies.Beta()),
            Map.entry("ContinuousBernoulli", new IntervalFamilies.ContinuousBernoulli()),
            Map.entry("Normal", new RealFamilies.Normal()),
            Map.entry("Laplace mu=0", new RealFamilies.Laplace(0)),
            Map.entry("VonMises", new DirectionalFamilies.VonMises()));

    /** The numbers of one family by the name of the quantity, as in {@code "eta_p[0]"}. */
    record Reference(String label, ExponentialFamily family, Map<String, Double> numbers) {
        double number(String name) {
            return Optional.ofNullable(numbers.get(name)).orElseThrow();
        }

        DMatrixRMaj vector(String name) {
            double[] entries = new double[family.dimension()];
            for (int i = 0; i < entries.length; i++) {
                entries[i] = number(name + "[" + i + "]");
            }
            return column(entries);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private static Stream<Reference> references() throws IOException {
        Map<String, Reference> byLabel = new LinkedHashMap<>();
        try (InputStream file = ReferenceValuesTest.class.getResourceAsStream("expfam.csv")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> {
                        Matcher m = LINE.matcher(line);
                        assertThat(m.matches()).as(line).isTrue();
                        String name = m.group(1).replace("\"", "");
                        byLabel.computeIfAbsent(
                                        name, label -> new Reference(label, family(label), new LinkedHashMap<>()))
                                .numbers()
                                .put(m.group(2).replace("\"", ""), Double.parseDouble(m.group(3)));
                    });
        }
        return byLabel.values().stream();
    }

    private static ExponentialFamily family(String label) {
        return FAMILIES.entrySet().stream()
                .filter(e -> label.matches(Pattern.quote(e.getKey()) + "\\b.*"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("references")
    void everyQuantityHasItsDigits(Reference r) {
        ExponentialFamily f = r.family;
        DMatrixRMaj p = r.vector("eta_p");
        DMatrixRMaj q = r.vector("eta_q");
        check(r, "A(eta_p)", value(f::logPartition, p));
        check(r, "A(eta_q)", value(f::logPartition, q));
        check(r, "KL(p||q)", f.kl(p, q));
        assertDigits(f.meanParameters(p), r.vector("E_p T"));
        assertDigits(Autodiff.gradient((Var eta) -> f.kl(eta.tape().constant(p), eta), q), r.vector("dKL/deta_q"));
        assertDigits(Autodiff.gradient((Var eta) -> f.kl(eta, eta.tape().constant(q)), p), r.vector("dKL/deta_p"));
        DMatrixRMaj fisher = f.fisher(p);
        for (int i = 0; i < f.dimension(); i++) {
            for (int j = 0; j < f.dimension(); j++) {
                check(r, "Fisher[" + Math.min(i, j) + "," + Math.max(i, j) + "]", fisher.get(i, j));
            }
        }
    }

    @Test
    void everyFamilyOfTheFileIsRead() throws IOException {
        assertThat(references().map(r -> r.family.name()).distinct()).hasSize(20);
        assertThat(references().mapToInt(r -> r.numbers.size()).sum()).isEqualTo(229);
    }

    private static double value(Function<Var, Var> f, DMatrixRMaj x) {
        return Autodiff.valueAndGradient((Var v) -> f.apply(v), x).value();
    }

    private static void check(Reference r, String name, double actual) {
        double expected = r.number(name);
        assertThat(Math.abs(actual - expected))
                .as("%s %s: %s against %s", r.label, name, actual, expected)
                .isLessThanOrEqualTo(Close.TO_HAND_FORMULA * Math.abs(expected));
    }

    private static void assertDigits(DMatrixRMaj actual, DMatrixRMaj expected) {
        for (int i = 0; i < expected.numRows; i++) {
            Close.assertClose(actual.data[i], expected.data[i], Close.TO_HAND_FORMULA);
        }
    }
}
