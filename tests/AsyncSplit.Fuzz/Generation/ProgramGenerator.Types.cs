using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Which types come.</content>
internal sealed partial class ProgramGenerator
{
    /// <summary>For a local.</summary>
    private ProgramType RandomType() => _chance.Below(100) switch
    {
        < 22 => Types.Int,
        < 32 => Types.Text,
        < 37 => Types.Bool,
        < 52 => _chance.Of<ProgramType>(Types.Simple),
        < 66 => _chance.Of(Types.Box, Types.Box, Types.Cell, Types.Point, Types.Item, Types.Label),
        < 82 => RandomCollection(),
        _ => RandomValueType(),
    };

    /// <summary>Values that are the same when copied: what crosses a call.</summary>
    private ProgramType RandomValueType() => _chance.Below(10) switch
    {
        < 4 => _chance.Of(Types.Int, Types.Text),
        < 6 => _chance.Of<ProgramType>(Types.Simple),
        6 => Types.Nullable(_chance.Of(Types.Int, Types.Long, Types.Shade, Types.Decimal, Types.Bool, Types.Point)),
        7 => RandomTuple(),
        _ => _chance.Of(Types.Item, Types.Label, Types.Point, Types.Cell),
    };

    /// <summary>For a handler: also a list or an array, which nobody else holds.</summary>
    private ProgramType RandomResult() => _chance.In100(20) ? _chance.Of(Types.List(Types.Int), Types.Array(Types.Int), Types.Array(Types.Text)) : RandomValueType();

    private ProgramType RandomTuple()
    {
        var length = _chance.In100(8) ? 8 : _chance.Between(2, 3);
        return Types.Tuple([.. Enumerable.Range(0, length).Select(_ => _chance.In100(60) ? _chance.Of(Types.Int, Types.Text) : _chance.Of<ProgramType>(Types.Simple))]);
    }

    private ProgramType RandomCollection() => _chance.Below(16) switch
    {
        < 4 => Types.Array(RandomElement()),
        < 8 => Types.List(RandomElement()),
        8 => Types.Array(Types.Array(Types.Int)),
        9 => Types.Grid(Types.Int),
        < 12 => Types.Map(Types.Text, _chance.Of(Types.Int, Types.Text, Types.Box)),
        12 => Types.Set(_chance.Of(Types.Int, Types.Text)),
        13 => Types.Stack(Types.Int),
        14 => Types.Queue(Types.Text),
        _ => Types.List(Types.List(Types.Int)),
    };

    private ProgramType RandomElement() => _chance.Below(10) switch
    {
        < 5 => Types.Int,
        5 => Types.Text,
        6 => Types.Box,
        7 => _chance.Of<ProgramType>(Types.Simple),
        8 => _chance.Of(Types.Cell, Types.Point),
        _ => RandomTuple(),
    };

    private Variable? FindVariable(Func<Variable, bool> fits)
    {
        var found = _scope.VisibleVariables.Where(fits).ToList();
        return found.Count == 0 ? null : _chance.Of<Variable>(found);
    }

    private Variable? FindVariable(ProgramType type) => FindVariable(variable => variable.Type.Equals(type));

    private Variable? FindAssignable(ProgramType type) => FindVariable(variable => variable.IsAssignable && variable.Type.Equals(type));

    private static Expression Use(Variable variable) =>
        variable.IsConstant ? Expression.Constant(variable.Type, variable.Name) : new Expression(variable.Type, $"{variable.Name}");

    /// <summary>Declares a variable from here on.</summary>
    private Variable Declare(ProgramType type, bool isAssignable = true, string hint = "v")
    {
        var variable = new Variable(_scope.NewName(hint), type, isAssignable);
        _scope.Variables.Add(variable);
        return variable;
    }

    /// <summary>A name that only what <paramref name="make"/> makes can see, though it is taken in the whole scope.</summary>
    private T Visible<T>(IReadOnlyList<Variable> variables, Func<T> make)
    {
        _scope.Variables.AddRange(variables);
        var made = make();
        _scope.Variables.RemoveAll(variables.Contains);
        return made;
    }
}
