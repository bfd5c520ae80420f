using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>The types that cannot cross a boundary whatever their members, and why.</summary>
internal static class NotSerializable
{
    private static readonly Dictionary<string, string> s_reasons = new(StringComparer.Ordinal)
    {
        ["System.Threading.CancellationToken"] = "is a signal of this process: each step gets its own token as a parameter",
        ["System.Threading.CancellationTokenSource"] = "is a signal of this process",
        ["System.Threading.Thread"] = "is a thread of this process",
        ["System.Threading.Timer"] = "is a timer of this process",
        ["System.Threading.SynchronizationContext"] = "belongs to this process",
        ["System.Threading.Lock"] = "is a lock of this process",
        ["System.Threading.Tasks.Task"] = "is running work: await it before the boundary",
        ["System.Threading.Tasks.Task`1"] = "is running work: await it before the boundary",
        ["System.Threading.Tasks.ValueTask"] = "is running work: await it before the boundary",
        ["System.Threading.Tasks.ValueTask`1"] = "is running work: await it before the boundary",
        ["System.Type"] = "describes code of this process",
        ["System.WeakReference"] = "refers to an object of this process",
        ["System.WeakReference`1"] = "refers to an object of this process",
        ["System.Random"] = "has state that cannot be read",
        ["System.Collections.IEnumerator"] = "is an iteration in progress",
        ["System.Collections.Generic.IEnumerator`1"] = "is an iteration in progress",
        ["System.Collections.Generic.IAsyncEnumerator`1"] = "is an iteration in progress",
        ["System.Collections.Generic.IAsyncEnumerable`1"] = "is a sequence that is produced by running code",
        ["System.Linq.IQueryable"] = "is a query, not its result: call ToList()",
        ["System.Linq.IQueryable`1"] = "is a query, not its result: call ToList()",
        ["System.Lazy`1"] = "is a value that running code computes: keep its Value",
        ["System.Lazy`2"] = "is a value that running code computes: keep its Value",
        ["System.Diagnostics.Stopwatch"] = "measures time in this process: keep a DateTime",
        ["System.Text.RegularExpressions.Regex"] = "is compiled code of this process: keep its pattern",
        ["System.Text.Json.JsonDocument"] = "holds memory that it gives back: keep RootElement.Clone()",
        ["System.Linq.IGrouping`2"] = "is part of a query: keep its Key and ToList()",
        ["System.Linq.ILookup`2"] = "cannot be made of its elements: call ToDictionary()",
        ["System.Linq.Lookup`2"] = "cannot be made of its elements: call ToDictionary()",
        ["System.Linq.IOrderedEnumerable`1"] = "is a query, not its result: call ToList()",
        ["System.Collections.Generic.LinkedListNode`1"] = "is part of its list: keep the list and a position",
        ["Microsoft.Extensions.Logging.ILogger"] = "is a service: have it injected",
        ["Microsoft.Extensions.Logging.ILogger`1"] = "is a service: have it injected",
        ["Microsoft.Extensions.Logging.ILoggerFactory"] = "is a service: have it injected",
        ["Microsoft.Extensions.Configuration.IConfiguration"] = "is a service: have it injected",
        ["System.IServiceProvider"] = "is a service: have it injected",
        ["System.IDisposable"] = "is an open resource",
        ["System.IAsyncDisposable"] = "is an open resource",
        ["System.Object"] = "can be anything, so that nothing says how to read it back",
        ["System.ValueType"] = "can be anything, so that nothing says how to read it back",
        ["System.Enum"] = "can be any enum, so that nothing says how to read it back",
        ["System.Array"] = "can be any array, so that nothing says how to read it back",
        ["System.Void"] = "is no value",
    };

    private static readonly Dictionary<string, string> s_bases = new(StringComparer.Ordinal)
    {
        ["System.IO.Stream"] = "is an open resource",
        ["System.IO.TextReader"] = "is an open resource",
        ["System.IO.TextWriter"] = "is an open resource",
        ["System.Data.Common.DbConnection"] = "is an open resource",
        ["System.Data.Common.DbTransaction"] = "is an open resource",
        ["System.Data.Common.DbCommand"] = "is an open resource",
        ["System.Data.Common.DbDataReader"] = "is an open resource",
        ["System.Net.Http.HttpMessageInvoker"] = "is a service: have it injected",
        ["System.Net.Http.HttpResponseMessage"] = ".Content is a stream",
        ["System.Net.Sockets.Socket"] = "is an open resource",
        ["System.Runtime.InteropServices.SafeHandle"] = "is an open resource",
        ["System.Threading.WaitHandle"] = "is a signal of this process",
        ["System.Diagnostics.Process"] = "is a process of this machine",
        ["System.Threading.Tasks.Task"] = "is running work: await it before the boundary",
        ["System.Reflection.MemberInfo"] = "describes code of this process",
        ["System.Reflection.Assembly"] = "describes code of this process",
        ["System.Reflection.ParameterInfo"] = "describes code of this process",
        ["System.Linq.Expressions.Expression"] = "is an expression tree, which describes code of this process",
        ["System.Net.Http.HttpContent"] = "is an open resource: read what is needed of it",
        ["System.Net.Http.HttpRequestMessage"] = "is an open resource",
        ["System.Globalization.CultureInfo"] = "belongs to this process: keep its Name",
        ["System.Text.Encoding"] = "belongs to this process: keep its WebName",
        ["System.TimeZoneInfo"] = "belongs to this machine: keep its Id",
    };

    /// <summary>The sentence, or null for a type that may be able to.</summary>
    public static string? Reason(ITypeSymbol type)
    {
        var what = TypeNames.ToMessage(type);
        switch (type.TypeKind)
        {
            case TypeKind.Delegate:
                return $"{what} is a delegate, which is code";
            case TypeKind.Dynamic:
                return "dynamic can be anything, so that nothing says how to read it back";
            case TypeKind.Pointer or TypeKind.FunctionPointer:
                return $"{what} is an address in this process";
            case TypeKind.TypeParameter:
                return $"{what} is a type parameter: which type it stands for is not known here";
            case TypeKind.Error:
                return $"{what} is not a known type";
        }

        if (type.IsRefLikeType)
        {
            return $"{what} lives on the stack only";
        }

        if (type.IsAnonymousType)
        {
            return "an anonymous type has no name to read it back by: use a tuple or a record";
        }

        if (s_reasons.TryGetValue(TypeNames.ToMetadata(type), out var reason))
        {
            return $"{what} {reason}";
        }

        for (var level = type; level is not null; level = level.BaseType)
        {
            if (s_bases.TryGetValue(TypeNames.ToMetadata(level), out reason))
            {
                return reason[0] == '.' ? what + reason : $"{what} {reason}";
            }
        }

        return type.TypeKind != TypeKind.Interface && type.AllInterfaces.Any(face => face.SpecialType == SpecialType.System_Collections_IEnumerator)
            ? $"{what} is an iteration in progress"
            : null;
    }
}
