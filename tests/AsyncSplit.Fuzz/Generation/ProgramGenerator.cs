using System.Globalization;
using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <summary>Makes a program of a seed. Its code is well typed because every rule asks for parts of the types it needs.</summary>
/// <remarks>Programs end: what loops has fuel, and no text grows by the power of the rounds. They do not depend on what AsyncSplit does not promise: the identity of what crosses a call, the state of a handler's instance.</remarks>
internal sealed partial class ProgramGenerator
{
    private readonly ulong _seed;
    private readonly Chance _chance;
    private readonly List<Function> _handlers = [];
    private Scope _scope = new(null);
    private Surroundings _at = new();
    private int _statements;
    private int _awaits;
    private int _ids;
    private bool _hasLadder;

    private ProgramGenerator(ulong seed)
    {
        _seed = seed;
        _chance = new Chance(seed);
    }

    public static ProgramTree Generate(ulong seed) => new ProgramGenerator(seed).Program();

    private ProgramTree Program()
    {
        var methods = new List<Method>();
        var helpers = _chance.In100(45) ? _chance.Between(1, 2) : 0;
        var areInherited = _chance.In100(25);
        for (var i = 1; i <= helpers; i++)
        {
            methods.Add(Helper($"Sub{i}", areInherited));
        }

        foreach (var inherited in areInherited ? _handlers.ToList() : [])
        {
            if (_chance.In100(60))
            {
                methods.Add(Override(inherited));
            }
        }

        Variable[] parameters = [new("n", Types.Int), new("s", Types.Text)];

        // What is generated grows faster than the program: most errors need few awaits, and small programs are many in the same time.
        var (statements, awaits) = _chance.Below(100) switch
        {
            < 55 => (_chance.Between(3, 7), _chance.Between(2, 4)),
            < 85 => (_chance.Between(6, 12), _chance.Between(3, 7)),
            _ => (_chance.Between(8, 18), _chance.Between(6, 11)),
        };
        methods.Insert(0, Handler(new Function("Run", RandomResult(), parameters, IsAsync: true) { Task = RandomTask() }, fuel: 14, statements, awaits));
        string[] rows = ["0, \"a\"", $"{_chance.Between(1, 9)}, \"b c\"", $"{_chance.Of(-1, 13, 2, 100)}, \"\""];
        return new ProgramTree(ProgramTree.NameOf(_seed), rows, methods);
    }

    private Method Helper(string name, bool isVirtual)
    {
        var parameters = Enumerable.Range(0, _chance.Between(0, 3)).Select(index => new Variable($"p{index}", RandomValueType())).ToList();
        var result = RandomResult();
        var function = new Function(name, result, parameters, IsAsync: true) { Task = RandomTask() };
        var method = Handler(function, fuel: 5, statements: _chance.Between(1, 4), awaits: _chance.Between(0, 3), isVirtual ? "virtual " : "");
        _handlers.Add(function);
        return method;
    }

    /// <summary>One that may call what it overrides, and no other handler, which might call it.</summary>
    private Method Override(Function inherited)
    {
        var others = _handlers.ToList();
        _handlers.Clear();
        _handlers.Add(inherited with { Name = $"base.{inherited.Name}" });
        var method = Handler(inherited, fuel: 5, statements: _chance.Between(0, 3), awaits: _chance.Between(1, 3), "override ");
        _handlers.Clear();
        _handlers.AddRange(others);
        return method;
    }

    private string RandomTask() => _chance.In100(15) ? "ValueTask" : "Task";

    private Method Handler(Function function, int fuel, int statements, int awaits, string modifier = "")
    {
        (_statements, _awaits) = (statements, awaits);
        var (name, result, parameters) = (function.Name, function.Result, function.Parameters);
        var isInherited = modifier == "virtual ";
        _scope = new Scope(null);
        _at = new Surroundings { Returns = result, RunsOnce = name == "Run" };
        foreach (var parameter in parameters)
        {
            _scope.Variables.Add(parameter);
        }

        var head = string.Join(", ", parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"));
        if (name != "Run" && _chance.In100(10))
        {
            return new Method($"[Chainable]\npublic {modifier}async {function.Task}<{result}> {name}({head}) => {Make(result, 3)};") { IsInherited = isInherited };
        }

        var body = new List<Statement> { new($"var fuel = {fuel};") };
        if (name == "Run")
        {
            body.Add(new Statement($"journal.Begin();"));
        }

        while (_statements > 0)
        {
            body.Add(MakeStatement(3));
        }

        body.Add(State());
        body.Add(new Statement($"return {Make(result, 2)};"));
        return new Method($"[Chainable]\npublic {modifier}async {function.Task}<{result}> {name}({head})\n{new Block(body)}") { IsInherited = isInherited };
    }

    /// <summary>Generates in other surroundings.</summary>
    private T Within<T>(Surroundings at, Func<T> make)
    {
        var before = _at;
        _at = at;
        var made = make();
        _at = before;
        return made;
    }

    /// <summary>Generates in a scope of its own.</summary>
    private T Scoped<T>(Func<T> make, bool isClosed = false)
    {
        _scope = new Scope(_scope) { IsClosed = isClosed };
        var made = make();
        _scope = _scope.End();
        return made;
    }

    /// <summary>A number for a line of the journal.</summary>
    private string NewId() => (++_ids).ToString(CultureInfo.InvariantCulture);
}
