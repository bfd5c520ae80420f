using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>await foreach over Task.WhenEach: each round waits for the next of the tasks that are left.</content>
internal sealed partial class HandlerLowering
{
    private void LowerWhenEach(ForEachStatementSyntax loop)
    {
        if (loop.Expression.DescendantNodes().OfType<AwaitExpressionSyntax>().Any(boundaries.ContainsKey))
        {
            throw Refuse(loop.Expression, "an await in the tasks of Task.WhenEach: keep them in a local before");
        }

        Add(In(new BlockNode(null), () => LowerRounds(loop)));
    }

    private void LowerRounds(ForEachStatementSyntax loop)
    {
        var boundary = boundaries[loop.Expression];
        var info = model.GetForEachStatementInfo(loop);
        var element = info.ElementType!;
        _statement = loop.Expression;
        var left = NewTemp("left", model.Compilation.GetTypeByMetadataName("System.Collections.Generic.List`1")!.Construct(element), isVariable: true);
        Add(new TempNode(left, Code.User(loop.Expression), loop.Expression));
        var depth = _held.Count;
        _held.Add((left, null));
        var node = new LoopNode(loop) { Body = new BlockNode(loop), Condition = Code.Of(Code.Of(left), ".Count > 0"), ConditionSyntax = loop.Expression };
        _targets[loop] = node;
        In(node.Body, () =>
        {
            var next = NewTemp("next", model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task`1")!.Construct(element));
            Add(new TempNode(next, Code.Of(new Code([new FuturesUse()]), ".WhenAny(", Code.Of(left), ")"), loop.Expression));
            boundary.JoinedTemp = next;
            next.IsHeld = true;
            boundary.HeldTemps.Add(next);
            var ended = Suspend(boundary, Code.Empty);
            Add(new StatementNode(Element(loop, info, Code.Of($"{KnownNames.Step}.Take(", Code.Of(left), ", ", ended, ")")), loop.Type));
            LowerEmbedded(loop.Statement, node.Body);
        });
        _held.RemoveRange(depth, _held.Count - depth);
        Add(node);
    }
}
