using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>
/// Finally blocks with an await. As the compiler does it for async methods: everything is caught, what leaves the try block is noted, the finally block
/// stands behind as ordinary code, and then the exception is thrown again or the noted jump is made.
/// </content>
internal sealed partial class HandlerLowering
{
    private readonly Stack<Exits> _exits = new();

    /// <summary>Whether locals are declared with a value, since their assignment is not seen through such a try statement, or is no assignment of the whole.</summary>
    public bool InitializesLocals { get; } = locals.HasPartlyAssigned || unit.InBody.OfType<FinallyClauseSyntax>().Any(clause => boundaries.Keys.Any(boundary => clause.Span.Contains(boundary.Span)));

    private void LowerAwaitingFinally(TryStatementSyntax attempt, FinallyClauseSyntax last)
    {
        var exception = model.Compilation.GetTypeByMetadataName("System.Exception")!.WithNullableAnnotation(NullableAnnotation.Annotated);
        var pending = Variable("pending", exception, "null");
        var exits = new Exits(attempt, Variable("exit", model.Compilation.GetSpecialType(SpecialType.System_Int32), "0"), _resultType is null ? null : Variable("returned", _resultType, "default!"));
        var start = _block.Items.Count;

        _exits.Push(exits);
        var guarded = new BlockNode(null);
        In(guarded, () => Add(attempt.Catches.Count > 0 ? LowerHandlers(attempt, null) : LowerEmbedded(attempt.Block)));
        _exits.Pop();

        var node = new TryNode(attempt, guarded is { Items: [BlockNode only] } ? only : guarded);
        var caught = new Temp("caught", exception.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        _temps.Add(caught);
        var everything = new CatchPart(null) { Caught = caught, Body = new BlockNode(null) };
        everything.Body.Items.Add(new TempNode(pending, Code.Of(caught), null, declares: false));
        node.Catches.Add(everything);
        foreach (var boundary in node.Body.Boundaries)
        {
            boundary.Catches = true;
        }

        exits.Once.Body.Items.Add(node);
        Add(exits.Once);

        var kept = new[] { pending, exits.Routes.Count > 0 ? exits.Exit : null, exits.Returns ? exits.Value : null }.OfType<Temp>().ToList();
        for (var index = 0; index < kept.Count; index++)
        {
            _block.Items.Insert(start + index, new TempNode(kept[index], kept[index].Initial!, null) { NeedsType = true });
            _held.Add((kept[index], null));
        }

        Add(LowerEmbedded(last.Block));
        _held.RemoveRange(_held.Count - kept.Count, kept.Count);

        Then(Code.Of(Code.Of(pending), " is not null"), Code.Of($"throw {KnownNames.Step}.Rethrow(", Code.Of(pending), ");"));
        for (var index = 0; index < exits.Routes.Count; index++)
        {
            Then(Code.Of(Code.Of(exits.Exit), $" == {index + 1}"), exits.Routes[index] is { } jump ? Leave(jump) : Return(_resultType is null ? null : Code.Of(exits.Value!)));
        }

        if (!EndIsReachable(attempt))
        {
            Add(new StatementNode($"throw new {KnownNames.UnreachableException}();", null, completes: false));
        }
    }

    private Temp Variable(string hint, ITypeSymbol type, string initial)
    {
        var temp = new Temp(hint, type, isVariable: true) { Initial = initial };
        _temps.Add(temp);
        return temp;
    }

    private void Then(Code condition, Code statement)
    {
        var then = new BlockNode(null);
        then.Items.Add(new StatementNode(statement, null, completes: false));
        Add(new IfNode(condition, then, null, null));
    }

    /// <summary>A return statement: from inside a try block whose finally block awaits, by way of that.</summary>
    private Code Return(Code? value)
    {
        if (_exits.Count == 0)
        {
            return new Code([new ReturnText(value)]);
        }

        var exits = _exits.Peek();
        var route = exits.Route(null);
        exits.Returns |= value is not null;
        var assign = value is null ? Code.Empty : Code.Of(Code.Of(exits.Value!), " = ", value, "; ");
        return Code.Of("{ ", assign, Code.Of(exits.Exit), $" = {route}; ", new Code([new JumpOut(exits.Once, IsContinue: false)]), " }");
    }

    /// <summary>A jump, likewise.</summary>
    private Code Leave(Fragment jump)
    {
        if (_exits.Count == 0 || !LeadsOut(jump, _exits.Peek()))
        {
            return new Code([jump]);
        }

        var exits = _exits.Peek();
        return Code.Of("{ ", Code.Of(exits.Exit), $" = {exits.Route(jump)}; ", new Code([new JumpOut(exits.Once, IsContinue: false)]), " }");
    }

    private static bool LeadsOut(Fragment jump, Exits exits) => jump switch
    {
        JumpOut { Target: var target } => target != exits.Once && target.Syntax.Span.Contains(exits.Syntax.Span),
        GotoText { Mark: var mark } => !mark.IsInside(exits.Syntax.Span),
        _ => false,
    };

    /// <summary>The ways out of a try block whose finally block awaits.</summary>
    private sealed class Exits(TryStatementSyntax syntax, Temp exit, Temp? value)
    {
        public TryStatementSyntax Syntax { get; } = syntax;

        public OnceNode Once { get; } = new(syntax);

        /// <summary>Which way was taken: 0 for the end of the block, else the number of a route.</summary>
        public Temp Exit { get; } = exit;

        /// <summary>What is returned.</summary>
        public Temp? Value { get; } = value;

        public bool Returns { get; set; }

        /// <summary>Null stands for return.</summary>
        public List<Fragment?> Routes { get; } = [];

        public int Route(Fragment? jump)
        {
            if (!Routes.Contains(jump))
            {
                Routes.Add(jump);
            }

            return Routes.IndexOf(jump) + 1;
        }
    }
}
