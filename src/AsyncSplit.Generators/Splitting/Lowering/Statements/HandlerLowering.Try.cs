using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Try statements whose finally block, if there is one, does not await.</content>
internal sealed partial class HandlerLowering
{
    private void LowerTry(TryStatementSyntax attempt)
    {
        if (attempt.Finally is { } last && HasBoundary(last))
        {
            LowerAwaitingFinally(attempt, last);
            return;
        }

        Add(LowerHandlers(attempt, attempt.Finally));
    }

    private TryNode LowerHandlers(TryStatementSyntax attempt, FinallyClauseSyntax? last)
    {
        var node = new TryNode(attempt, LowerEmbedded(attempt.Block));
        foreach (var clause in attempt.Catches)
        {
            var part = new CatchPart(clause)
            {
                Variable = clause.Declaration is { } declaration ? model.GetDeclaredSymbol(declaration, cancellationToken) : null,
            };
            _catches[clause] = part;
            if (HasBoundary(clause.Block) && Rethrows(clause))
            {
                HoldCaught(part);
                part.Body = LowerEmbedded(clause.Block);
                _held.RemoveAt(_held.Count - 1);
            }
            else
            {
                part.Body = LowerEmbedded(clause.Block);
            }

            node.Catches.Add(part);
        }

        if (last is not null)
        {
            node.Finally = LowerEmbedded(last.Block);
            NoteAssigned(node, last.Block);
        }

        foreach (var boundary in node.Body.Boundaries.Concat(node.Finally is null ? [] : node.Boundaries))
        {
            boundary.Catches = true;
        }

        return node;
    }

    /// <summary>Notes what the finally block assigns whenever it ends. The compiler goes through the whole method to tell: it is asked only where there is something that the block assigns without reading it.</summary>
    private void NoteAssigned(TryNode node, BlockSyntax last)
    {
        var assigned = new HashSet<ISymbol>(
            locals.In(last.Span).Where(use => use.IsWrite && use.Symbol is not ILocalSymbol { IsRef: true } && !ReadsFirst(use.Identifier!)).Select(use => use.Symbol)
                .Where(symbol => locals.DeclarationOf(symbol) is not { } declaration || !last.Span.Contains(declaration.Span)),
            SymbolEqualityComparer.Default);
        if (assigned.Count > 0 && model.AnalyzeDataFlow(last) is { } flow)
        {
            node.FinallyAssigns = [.. flow.AlwaysAssigned.Where(assigned.Contains)];
            node.AssignedBeforeFinally = node.FinallyAssigns.Count > 0 ? flow.DefinitelyAssignedOnEntry : [];
        }
    }

    private static bool ReadsFirst(IdentifierNameSyntax identifier) => identifier.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == identifier && !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression),
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => true,
        _ => false,
    };

    private static bool Rethrows(CatchClauseSyntax clause) =>
        clause.Block.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CatchClauseSyntax))
            .Any(node => node is ThrowStatementSyntax { Expression: null });

    private void HoldCaught(CatchPart part)
    {
        part.IsRethrown = true;
        if (part.Variable is { } variable)
        {
            if (locals.In(part.Syntax!.Span).Any(use => use.IsWrite && SymbolEqualityComparer.Default.Equals(use.Symbol, variable)))
            {
                throw Refuse(part.Syntax, $"a catch block that assigns '{variable.Name}', awaits, and throws the caught exception again: use another variable");
            }

            _held.Add((null, variable));
            return;
        }

        var type = part.Syntax?.Declaration is { } declaration ? model.GetTypeInfo(declaration.Type, cancellationToken).Type : model.Compilation.GetTypeByMetadataName("System.Exception");
        part.Caught = new Temp("caught", type);
        _temps.Add(part.Caught);
        _held.Add((part.Caught, null));
    }
}
