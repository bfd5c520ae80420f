using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Calls that are started and awaited later. What runs meanwhile logs nothing: in which order overlapping work does that is not promised.</content>
internal sealed partial class ProgramGenerator
{
    private Statement? Fork()
    {
        if (!_at.IsHandler || !_at.MayAwait)
        {
            return null;
        }

        switch (_chance.Below(10))
        {
            case < 5:
                var type = _chance.Of(Types.Int, Types.Int, Types.Text);
                var call = Started(type, 2);
                var name = _scope.NewName("t");
                _scope.Futures.Add(new Variable(name, type, IsAssignable: false));
                return new Statement($"{(_chance.In100(50) ? "var" : $"Task<{type}>")} {name} = {call};");
            case < 8:
                var futures = _scope.VisibleFutures.Take(3).Select(future => future.Name).ToList();
                return futures.Count == 0 ? null : new Statement($"await Task.{_chance.Of("WhenAll", "WhenAll", "WhenAny")}({string.Join(", ", futures)});");
            default:
                return ForkedInCollection();
        }
    }

    /// <summary>A task of a call that is not awaited here.</summary>
    private Expression Started(ProgramType type, int depth)
    {
        var functions = _scope.VisibleFunctions.Where(function => function.IsQuiet && function.Result.Equals(type)).ToList();
        return functions.Count > 0 && _chance.In100(50) && _chance.Of<Function>(functions) is var function
            ? new Expression(Types.Nothing, $"{function.Name}({Arguments(function, depth)})")
            : new Expression(Types.Nothing, $"values.Quiet{(type.Equals(Types.Int) ? "Int" : "Text")}({Make(type, depth)})");
    }

    private Statement ForkedInCollection()
    {
        var (first, second, third) = (Started(Types.Int, 1), Started(Types.Int, 1), Started(Types.Int, 1));
        return Scoped(() =>
        {
            var (tasks, task, id) = (_scope.NewName("ts"), _scope.NewName("task"), NewId());
            var collection = _chance.Of("new List<Task<int>> { ", "new Task<int>[] { ");
            return new Statement($$"""
                {
                var {{tasks}} = {{collection}}{{first}}, {{second}}, {{third}} };
                foreach (var {{task}} in {{tasks}})
                {
                journal.Log($"{{id}} {await {{task}}}");
                }
                }
                """);
        });
    }

    /// <summary>What started calls come to.</summary>
    private Expression? Joined(ProgramType type, int depth)
    {
        var fitting = _scope.VisibleFutures.Where(future => future.Type.Equals(type)).ToList();
        if (fitting.Count > 0 && _chance.In100(60))
        {
            return new Expression(type, $"(await {_chance.Of<Variable>(fitting).Name})");
        }

        if (type.Equals(Types.Int) && _chance.In100(30))
        {
            return new Expression(type, $"(await Task.WhenAll({Started(type, depth)}, {Started(type, depth)}))[{Index(0)}]");
        }

        if (!type.Equals(Types.Array(Types.Int)))
        {
            return null;
        }

        var list = Make(_chance.Of(Types.List(Types.Int), type), depth);
        var item = _scope.NewName("x");
        return new Expression(type, $"(await Task.WhenAll({list}.Select(async {item} => unchecked(await values.QuietInt({item}) * {_chance.Between(2, 5)}))))");
    }
}
