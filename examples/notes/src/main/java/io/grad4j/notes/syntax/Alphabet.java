package io.grad4j.notes.syntax;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The vocabulary of formulas. */
public final class Alphabet {
    /** Greek letters, by the names of their commands. */
    public static final Map<String, String> GREEK = Stream.of(
                    ("alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ "
                                    + "mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi ϕ chi χ psi ψ omega ω "
                                    + "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ell ℓ")
                            .split("(?<=\\S \\S) "))
            .map(pair -> pair.split(" "))
            .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));

    /** Functions whose argument may stand beside them without brackets. */
    static final Set<String> FUNCTIONS = Set.of(
            "log",
            "ln",
            "exp",
            "sin",
            "cos",
            "tan",
            "tanh",
            "sinh",
            "cosh",
            "arctan",
            "det",
            "tr",
            "Tr",
            "trace",
            "diag",
            "softmax",
            "sigmoid",
            "softplus",
            "sqrt",
            "logsumexp",
            "sign");

    /** Names of more than one letter that are read without a backslash. */
    static final Set<String> WORDS = Set.of(
            "log", "ln", "exp", "sin", "cos", "tanh", "det", "tr", "Tr", "diag", "KL", "softmax", "sqrt", "Var",
            "trace", "sigmoid");

    /** Fonts that change nothing. */
    static final Set<String> PLAIN_FONTS = Set.of(
            "mathrm",
            "textbf",
            "textrm",
            "operatorname",
            "rm",
            "mathit",
            "textit",
            "mathsf",
            "textsf",
            "mathop",
            "boldmath");

    /** Fonts that make another name of a letter. */
    static final Set<String> LETTER_FONTS =
            Set.of("mathbf", "boldsymbol", "bm", "mathbb", "mathcal", "mathscr", "mathfrak", "bf");

    /** Accents that make another name of a letter. */
    static final Set<String> ACCENTS = Set.of("bar", "hat", "tilde", "overline", "widehat", "widetilde", "vec", "dot");

    /** Commands that only move things. */
    static final Set<String> INVISIBLE = Set.of(
            ",",
            ";",
            ":",
            "!",
            " ",
            ">",
            "quad",
            "qquad",
            "enspace",
            "thinspace",
            "left",
            "right",
            "big",
            "Big",
            "bigg",
            "Bigg",
            "bigl",
            "bigr",
            "Bigl",
            "Bigr",
            "biggl",
            "biggr",
            "Biggl",
            "Biggr",
            "middle",
            "displaystyle",
            "textstyle",
            "limits",
            "nolimits",
            "nonumber",
            "notag",
            "allowbreak",
            "bigm",
            "Bigm",
            "biggm",
            "Biggm",
            "hfill",
            "noindent",
            "mathstrut",
            "strut",
            "hline",
            "break",
            "newline",
            "qedhere",
            "blacksquare",
            "square",
            "medspace",
            "thickspace",
            "negthinspace");

    /** Commands with an argument that is not part of the formula. */
    static final Set<String> IGNORED_WITH_ARGUMENT = Set.of(
            "tag",
            "label",
            "hspace",
            "vspace",
            "phantom",
            "hphantom",
            "vphantom",
            "color",
            "eqref",
            "ref",
            "cite",
            "tag*");

    /** Single characters that stand for commands. */
    static final Map<Character, String> CHARACTERS = Map.ofEntries(
            Map.entry('∑', "sum"),
            Map.entry('∏', "prod"),
            Map.entry('∫', "int"),
            Map.entry('∇', "nabla"),
            Map.entry('∂', "partial"),
            Map.entry('≤', "le"),
            Map.entry('≥', "ge"),
            Map.entry('≠', "ne"),
            Map.entry('≈', "approx"),
            Map.entry('→', "to"),
            Map.entry('∞', "infty"),
            Map.entry('·', "cdot"),
            Map.entry('⋅', "cdot"),
            Map.entry('×', "times"),
            Map.entry('∼', "sim"),
            Map.entry('~', "nbsp"),
            Map.entry('‖', "Vert"),
            Map.entry('∥', "Vert"),
            Map.entry('∘', "circ"),
            Map.entry('⊙', "odot"),
            Map.entry('∈', "in"),
            Map.entry('⊤', "top"),
            Map.entry('ᵀ', "transposed"),
            Map.entry('⇒', "Rightarrow"),
            Map.entry('√', "sqrt"),
            Map.entry('…', "ldots"));

    private static final Map<String, String> OF_SYMBOL =
            GREEK.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private Alphabet() {}

    /** The command's name of a Greek letter, or nothing. */
    static String command(char letter) {
        return OF_SYMBOL.getOrDefault(String.valueOf(letter), CHARACTERS.getOrDefault(letter, ""));
    }
}
