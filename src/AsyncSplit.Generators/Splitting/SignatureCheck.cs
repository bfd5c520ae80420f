using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Whether a method can be a handler or contract member at all.</summary>
internal static class SignatureCheck
{
    public static void Check(IMethodSymbol method, MethodDeclarationSyntax syntax, List<Problem> problems, CancellationToken cancellationToken)
    {
        var place = syntax.Identifier.GetLocation();
        void Report(string rule, string text) => problems.Add(new Problem(rule, place, text));

        CheckShape(method, Report);
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

        if (WhyNotVirtual(method) is { } reason)
        {
            Report(RuleIds.CannotBeSplit, $"'{method.Name}' cannot be split: {reason}");
        }
        else if (RenamedParameter(method) is { } renamed)
        {
            Report(RuleIds.CannotBeSplit, renamed);
        }
    }

    /// <summary>What keeps a class's method from being called by message: the receiver's type would decide which method runs, and on what.</summary>
    public static string? WhyNotVirtual(IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            return null;
        }

        if (method.IsVirtual || method.IsOverride || method.IsAbstract)
        {
            return "virtual handlers are not supported yet; a contract (an interface with a [Chainable] member) can have several implementations";
        }

        return method.ContainingType.IsAbstract && !method.IsStatic ? "handlers of abstract classes are not supported yet" : null;
    }

    /// <summary>Arguments travel under the names that the contract gives them.</summary>
    private static string? RenamedParameter(IMethodSymbol method)
    {
        foreach (var member in Chainables.Implements(method))
        {
            for (var index = 0; index < member.Parameters.Length; index++)
            {
                if (member.Parameters[index].Name != method.Parameters[index].Name)
                {
                    return $"the parameter '{method.Parameters[index].Name}' of '{method.Name}' is called '{member.Parameters[index].Name}' in the contract '{member.ContainingType.Name}', under which name its argument travels: rename one of them";
                }
            }
        }

        return null;
    }

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
