using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>await foreach over Task.WhenEach: a round takes the next of the tasks that are left and have ended; where there is none, it waits for one.</content>
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
            var ended = NewTemp("ended", element, isVariable: true);
            Add(new TempNode(ended, Code.Of(new Code([new FuturesUse()]), ".Ended(", Code.Of(left), ")"), loop.Expression));
            Add(new IfNode(Code.Of(Code.Of(ended), " is null"), In(new BlockNode(null), () => WaitForNext(loop, boundary, left, ended)), null, loop.Expression));
            Add(new StatementNode(Element(loop, info, Code.Of($"{KnownNames.Step}.Take(", Code.Of(left), ", ", Code.Of(ended), ")")), loop.Type));
            LowerEmbedded(loop.Statement, node.Body);
        });
        _held.RemoveRange(depth, _held.Count - depth);
        Add(node);
    }

    private void WaitForNext(ForEachStatementSyntax loop, Boundary boundary, Temp left, Temp ended)
    {
        var next = NewTemp("next", model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task`1")!.Construct(ended.Type!));
        Add(new TempNode(next, Code.Of(new Code([new FuturesUse()]), ".WhenAny(", Code.Of(left), ")"), loop.Expression));
        boundary.JoinedTemp = next;
        next.IsHeld = true;
        boundary.HeldTemps.Add(next);
        Add(new TempNode(ended, Suspend(boundary, Code.Empty), loop.Expression, declares: false));
    }
}
