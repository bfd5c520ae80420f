using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Patterns and the expressions that choose by them.</content>
internal sealed partial class ProgramGenerator
{
    private static readonly Dictionary<string, string[]> s_constants = new(StringComparer.Ordinal)
    {
        ["int"] = ["0", "1", "3", "13", "2"],
        ["string"] = ["\"a\"", "\"b c\"", "\"xyz\"", "null", "\"\""],
        ["Shade"] = ["Shade.Dark", "Shade.Light", "Shade.Grey"],
        ["char"] = ["'a'", "'x'", "'7'"],
        ["bool"] = ["true"],
        ["(int, string)"] = ["(0, _)", "(1, \"a\")", "(> 50, null)", "(3, { Length: 2 })"],
        ["Item"] = ["null", "{ Number: 0 }", "(1, _)", "{ Number: 3, Text: \"a\" }", "(> 50, not null)"],
        ["Point"] = ["(0, _)", "{ X: 1, Y: 2 }", "{ Y: 3 }"],
        ["int?"] = ["null", "0", "1", "3"],
    };

    private static readonly Dictionary<string, string[]> s_relations = new(StringComparer.Ordinal)
    {
        ["int"] = ["> 50", "< -3", "> 20 and < 40", "70 or 77"],
        ["string"] = ["{ Length: > 5 }", "['q', ..]"],
    };

    private ProgramType RandomSwitched() => _chance.Of(Types.Int, Types.Int, Types.Text, Types.Shade, Types.Char, Types.Bool, Types.Tuple(Types.Int, Types.Text), Types.Item, Types.Point, Types.Nullable(Types.Int));

    private Expression SwitchExpression(ProgramType type, int depth)
    {
        var switched = RandomSwitched();
        var value = MakeVariable(switched, depth);
        var arms = new List<Node>();
        foreach (var pattern in Patterns(switched))
        {
            var when = _chance.In100(25) ? new Clause($" when {Guard()}") : null;
            arms.Add(new Clause($"{pattern}{when} => {Make(type, depth)}, "));
        }

        if (_chance.In100(30))
        {
            Variable[] bound = [new(_scope.NewName("m"), switched)];
            var condition = Visible(bound, Guard);
            arms.Add(new Clause($"var {bound[0].Name} when {condition} => {Visible(bound, () => Make(type, depth))}, "));
        }

        var other = arms.Count == 0 || _chance.In100(95) ? Make(type, depth) : new Expression(type, $"throw {NewException(depth)}");
        return new Expression(type, $"({value} switch {{ {Sequence(arms)}_ => {other} }})");
    }

    /// <summary>A condition without an await.</summary>
    private Expression Condition() => Within(_at with { MayAwait = false }, () => MakeVariable(Types.Bool, 1));

    /// <summary>Of a case or an arm: an await may stand there.</summary>
    private Expression Guard() => _chance.In100(25) ? MakeVariable(Types.Bool, 2) : Condition();

    /// <summary>Patterns none of which covers another, in any order that is legal.</summary>
    private List<string> Patterns(ProgramType switched)
    {
        var patterns = new List<string>();
        foreach (var pattern in s_constants[switched.Text])
        {
            if (_chance.In100(45))
            {
                patterns.Add(pattern);
            }
        }

        if (s_relations.TryGetValue(switched.Text, out var relations) && _chance.In100(40))
        {
            patterns.Add(_chance.Of<string>(relations));
        }

        return patterns;
    }

    private static Expression Sequence(List<Node> nodes)
    {
        var text = new NodeText(0, nodes.Count);
        foreach (var node in nodes)
        {
            text.AppendFormatted(node);
        }

        return new Expression(Types.Nothing, text);
    }

    private Expression? WithPatternVariable(ProgramType type, int depth)
    {
        var (tested, pattern, bound) = _chance.Below(6) switch
        {
            0 => (Types.Nullable(Types.Int), "int {0}", Types.Int),
            1 => (Types.Text, "{{ Length: var {0} }}", Types.Int),
            2 => (Types.Box, "{{ Next: {{ }} {0} }}", Types.Box),
            3 => (Types.Item, "(> 0, var {0})", Types.Text),
            4 => (Types.List(Types.Int), "[var {0}, ..]", Types.Int),
            _ => (Types.Point, "{{ X: var {0} }}", Types.Int),
        };
        var value = MakeVariable(tested, depth);
        Variable[] variables = [new(_scope.NewName("m"), bound)];
        var shown = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, variables[0].Name);
        if (_chance.In100(50))
        {
            var and = _chance.In100(40) ? new Clause($" && {Visible(variables, () => Make(Types.Bool, depth))}") : null;
            return new Expression(type, $"({value} is {shown}{and} ? {Visible(variables, () => Make(type, depth))} : {Make(type, depth)})");
        }

        return new Expression(type, $"(!({value} is {shown}) ? {Make(type, depth)} : {Visible(variables, () => Make(type, depth))})");
    }
}
