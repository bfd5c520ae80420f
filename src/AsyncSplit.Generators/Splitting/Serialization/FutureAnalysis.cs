using AsyncSplit.Generators.Splitting.Forks;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Tasks, which cross as the started calls that they stand for, or as what these have ended with.</summary>
internal static class FutureAnalysis
{
    /// <summary>The codec of a task type; null for any other type.</summary>
    public static Resolved? Find(CodecResolution resolution, ITypeSymbol type)
    {
        if (!TaskTypes.IsTask(type))
        {
            return null;
        }

        const string Codecs = SerializationContext.CodecsClass;
        if (type is not INamedTypeSymbol { TypeArguments: [var result] })
        {
            return new Resolved($"{Codecs}.Future", "future", []);
        }

        // Task.WhenAny gives a task of a task, Task.WhenAll one of an array: these are made of others of a type that follows from theirs.
        var value = resolution.Visit(result);
        if (value.Failure is not null)
        {
            return value.Within(".Result");
        }

        if (TaskTypes.IsTask(result))
        {
            return new Resolved($"{Codecs}.FutureOfAny({value.Expression})", $"future({value.Shape})", []);
        }

        if (result is IArrayTypeSymbol { Rank: 1 } array)
        {
            var element = resolution.Visit(array.ElementType);
            return new Resolved($"{Codecs}.FutureOfAll({value.Expression}, {Codecs}.FutureOf({element.Expression}))", $"future({value.Shape})", []);
        }

        return new Resolved($"{Codecs}.FutureOf({value.Expression})", $"future({value.Shape})", []);
    }
}
