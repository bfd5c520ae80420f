using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>try statements.</content>
internal sealed partial class ProgramGenerator
{
    // A derived type stands before its base.
    private static readonly string[] s_exceptions =
    [
        "ProbeDerivedException", "ProbeException", "InvalidOperationException", "NullReferenceException", "IndexOutOfRangeException", "DivideByZeroException", "OverflowException", "ArithmeticException",
        "KeyNotFoundException", "ArgumentException", "InvalidCastException", "TimeoutException", "Exception",
    ];

    private Statement Try(int depth)
    {
        var body = Within(_at with { IsTried = true }, () => MakeBlock(depth));
        var catches = new List<Node>();
        foreach (var type in s_exceptions)
        {
            if (_chance.In100(type == "Exception" ? 45 : 9))
            {
                catches.Add(Catch(type, depth));
            }
        }

        if (catches.Count > 0 && _chance.In100(60))
        {
            return new Statement($"try {body}{Sequence(catches)}");
        }

        return new Statement($"try {body}{Sequence(catches)}\nfinally {Finally(depth)}");
    }

    /// <summary>A chain call that fails, where somebody catches it: the await throws in the step that resumes.</summary>
    private Statement? Failing()
    {
        if (!_at.IsTried || !_at.IsHandler || !_at.MayAwait || _awaits <= 0)
        {
            return null;
        }

        _awaits--;
        var kind = _chance.Of("\"custom\"", "\"derived\"", "\"invalid\"", "\"timeout\"", "\"argument\"", "\"none\"");
        return new Statement($"await probe.Fail({kind}, \"failing {NewId()}\");");
    }

    private Block Finally(int depth) =>
        Within(_at with { MayBreak = false, MayContinue = false, Returns = null, Labels = [], MayRethrow = false }, () => MakeBlock(depth));

    private Clause Catch(string type, int depth) => Scoped(() =>
    {
        if (type == "Exception" && _chance.In100(20))
        {
            return new Clause($"\ncatch {CatchBody(depth)}");
        }

        var name = _scope.NewName("e");
        Variable[] message = [new($"{name}.Message", Types.Text, IsAssignable: false)];
        var filter = _chance.In100(30) ? new Clause($" when ({Visible(message, Condition)})") : null;
        var shown = _chance.In100(80) ? new Statement($"journal.Log($\"{NewId()} {{{name}.GetType().Name}} {{{name}.Message}}\");") : null;
        var body = Visible(message, () => CatchBody(depth));
        return new Clause($"\ncatch ({type} {name}){filter} {(shown is null ? body : new Block(body.Statements.Insert(0, shown)))}");
    });

    private Block CatchBody(int depth) => Within(_at with { MayRethrow = true }, () => MakeBlock(depth, 2));
}
