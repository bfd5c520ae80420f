using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Lifting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Forks;

/// <summary>
/// Lambdas and local functions that start calls and hand out the tasks. They may be called by the unit itself, by LINQ and by collections; any other code could wait for the task in
/// this step, without end.
/// </summary>
internal sealed class StartingFunctions(ForkAnalysis forks, SemanticModel model, Unit unit, CancellationToken cancellationToken)
{
    /// <exception cref="SplitException">There is one that other code may call, or that cannot start anything.</exception>
    public void Check()
    {
        foreach (var start in forks.Starts.Concat(forks.TimersInFunctions))
        {
            var what = forks.Combined.Contains(start) ? "a timer" : "a call";
            foreach (var function in start.Ancestors().TakeWhile(outer => outer != unit.Syntax).Where(NestedFunctions.IsFunction))
            {
                if (IsStatic(function))
                {
                    throw Refuse(start, $"{what} is started in {Describe(function)}, which is static: leave out the modifier");
                }

                if (!IsCalledHereOnly(function))
                {
                    throw Refuse(start, $"{what} is started in {Describe(function)} that other code may call, which could wait for its task in this step without end: pass it to LINQ or a collection only, or start it in the handler itself");
                }
            }
        }
    }

    public static string Describe(SyntaxNode function) => function is LocalFunctionStatementSyntax local ? $"the local function '{local.Identifier.ValueText}'" : "a lambda";

    private static bool IsStatic(SyntaxNode function) =>
        (function is LocalFunctionStatementSyntax local ? local.Modifiers : ((AnonymousFunctionExpressionSyntax)function).Modifiers).Any(SyntaxKind.StaticKeyword);

    private bool IsCalledHereOnly(SyntaxNode function) => function switch
    {
        LocalFunctionStatementSyntax => IsOnlyCalled(model.GetDeclaredSymbol(function, cancellationToken)),
        { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } } => IsOnlyCalled(model.GetDeclaredSymbol(variable, cancellationToken)),
        _ => IsPassedOn((ExpressionSyntax)function),
    };

    private bool IsOnlyCalled(ISymbol? named) => named is ILocalSymbol or IMethodSymbol && unit.Nodes.OfType<SimpleNameSyntax>()
        .Where(name => name.Identifier.ValueText == named.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol?.OriginalDefinition, named))
        .All(name => name.Parent is InvocationExpressionSyntax call && call.Expression == name
            || name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Parent: InvocationExpressionSyntax } access && access.Expression == name
            || IsPassedOn(name));

    private bool IsPassedOn(ExpressionSyntax argument) =>
        argument.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol callee && TaskTypes.OnlyPassesOn(callee);

    private static SplitException Refuse(SyntaxNode node, string construct) => new(RuleIds.CannotBeSplit, node, construct);
}
