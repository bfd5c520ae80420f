using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Whether a method can be a handler or contract member at all.</summary>
internal static class SignatureCheck
{
    public static void Check(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, List<Problem> problems, CancellationToken cancellationToken)
    {
        var place = syntax.Identifier.GetLocation();
        void Report(string rule, string text) => problems.Add(new Problem(rule, place, text));

        if (method.ContainingType.IsExtension)
        {
            Report(RuleIds.Signature, $"'{method.Name}' is an extension member: a handler is a method of a class, of which a message can say the name. Write an extension method with a this parameter, or move it into a class");
            return;
        }

        CheckShape(method, Report);
        if (method is { IsStatic: false, ContainingType.TypeKind: TypeKind.Interface } && (syntax.Body ?? (SyntaxNode?)syntax.ExpressionBody) is { } body && (method.IsAsync || CallsContracts(body, semantics, cancellationToken)))
        {
            Report(RuleIds.CannotBeSplit, $"'{method.Name}' has a body in an interface that awaits or makes chain calls: it would run within one step. Write it as a handler of a class, or as an extension method");
        }

        for (var type = method.ContainingType; type is not null && method.ContainingType.TypeKind != TypeKind.Interface; type = type.ContainingType)
        {
            if (!type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>().All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword)))
            {
                Report(RuleIds.NotPartial, $"'{type.Name}' has the handler '{method.Name}' but is not partial: its entry points would have no place. Declare it partial");
            }
        }

        if (problems.Count > 0 || method.ContainingType.TypeKind == TypeKind.Interface)
        {
            return;
        }

        if (!method.IsAbstract && syntax.Body is null && syntax.ExpressionBody is null)
        {
            Report(RuleIds.Signature, $"'{method.Name}' has no body: there is nothing to split");
        }
    }

    private static bool CallsContracts(SyntaxNode body, SemanticModel semantics, CancellationToken cancellationToken) =>
        body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => semantics.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol callee && Chainables.IsChainable(callee));

    private static void CheckShape(IMethodSymbol method, Action<string, string> report)
    {
        if (!Types.TryGetTaskResult(method.ReturnType, out _))
        {
            report(RuleIds.Signature, $"'{method.Name}' returns {method.ReturnType.ToDisplayString()}: a chainable method returns Task, Task<T>, ValueTask or ValueTask<T>");
        }

        if (method.IsStatic && method.ContainingType.TypeKind == TypeKind.Interface)
        {
            report(RuleIds.Signature, $"'{method.Name}' is a static member of an interface: a contract is implemented by the object that is called. Move it into a class, or make it an instance member");
        }

        if (method.IsGenericMethod)
        {
            report(RuleIds.Signature, $"'{method.Name}' has type parameters: a message cannot say what they stand for. Write a method for each type");
        }

        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None || parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol || parameter.Type.IsRefLikeType)
            {
                report(RuleIds.Signature, $"the parameter '{parameter.Name}' of '{method.Name}' is passed by reference or is a pointer or ref struct: it cannot travel in a message. Pass a value");
            }

            if (HandlerNaming.IsRecordMember(parameter.Name))
            {
                report(RuleIds.Signature, $"the parameter '{parameter.Name}' of '{method.Name}' has the name of something that every message has: call it otherwise");
            }
        }

        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.Arity > 0)
            {
                report(RuleIds.Signature, $"'{type.Name}' has type parameters: a message cannot say what they stand for. Move the chainable methods into a type without");
            }

            if (type.IsFileLocal)
            {
                report(RuleIds.Signature, $"'{type.Name}' is file-local: generated code cannot add to it. Make it internal");
            }

            if (type.TypeKind == TypeKind.Struct)
            {
                report(RuleIds.Signature, $"'{type.Name}' is a struct: a handler's type is a class, of which each step gets an instance");
            }
        }
    }
}
