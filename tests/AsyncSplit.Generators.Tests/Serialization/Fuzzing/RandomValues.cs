using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace AsyncSplit.Generators.Tests.Serialization.Fuzzing;

/// <summary>Makes random values of loaded types, with objects that are in several places, nulls at every level, and values from the edges.</summary>
internal sealed class RandomValues(int seed)
{
    private const int MaxDepth = 5;

    private readonly Random _random = new(seed);
    private readonly NullabilityInfoContext _nullability = new();
    private readonly Dictionary<Type, List<object>> _made = [];

    /// <summary>A value; null where the type allows it and there is no more depth.</summary>
    public object? Make(Type type, int depth = 0, bool mayBeNull = true)
    {
        if (System.Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return _random.Next(4) == 0 ? null : Make(underlying, depth, false);
        }

        if (!type.IsValueType && mayBeNull && (depth >= MaxDepth || _random.Next(6) == 0))
        {
            return null;
        }

        // The same object again.
        if (!type.IsValueType && type != typeof(string) && type != typeof(JsonNode) && _made.TryGetValue(type, out var made) && _random.Next(3) == 0)
        {
            return made[_random.Next(made.Count)];
        }

        var value = Simple(type) ?? MakeNew(type, depth);
        if (!type.IsValueType)
        {
            (_made.TryGetValue(type, out made) ? made : _made[type] = []).Add(value);
        }

        return value;
    }

    private object MakeNew(Type type, int depth)
    {
        if (type.IsArray)
        {
            return MakeArray(type, depth);
        }

        if (typeof(ITuple).IsAssignableFrom(type))
        {
            return Activator.CreateInstance(type, type.GetGenericArguments().Select(argument => Make(argument, depth + 1)).ToArray())!;
        }

        if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true || type.GetInterfaces().Any(face => face == typeof(IEnumerable)))
        {
            return MakeCollection(type, depth);
        }

        if (type.IsAbstract)
        {
            var cases = type.Assembly.GetTypes().Where(found => !found.IsAbstract && type.IsAssignableFrom(found)).OrderBy(found => found.Name, StringComparer.Ordinal).ToArray();
            return Make(cases[_random.Next(cases.Length)], depth, false)!;
        }

        return MakeObject(type, depth);
    }

    private object MakeObject(Type type, int depth)
    {
        var constructor = type.GetConstructors().OrderByDescending(found => found.GetParameters().Length).FirstOrDefault();
        var value = constructor is null
            ? RuntimeHelpers.GetUninitializedObject(type)
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, depth + 1))]);

        // From here on others may refer to it.
        if (!type.IsValueType && _random.Next(2) == 0)
        {
            (_made.TryGetValue(type, out var made) ? made : _made[type] = []).Add(value);
        }

        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(property => property.SetMethod is { IsPrivate: false } && property.GetIndexParameters().Length == 0))
        {
            property.SetValue(value, Make(property.PropertyType, depth + 1));
        }

        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public).Where(field => !field.IsInitOnly))
        {
            field.SetValue(value, Make(field.FieldType, depth + 1));
        }

        return value;
    }

    private Array MakeArray(Type type, int depth)
    {
        var element = type.GetElementType()!;
        var array = Array.CreateInstance(element, [.. Enumerable.Range(0, type.GetArrayRank()).Select(_ => Length(depth))]);
        var indexes = new int[array.Rank];
        for (var i = 0; i < array.Length; i++)
        {
            array.SetValue(Make(element, depth + 1), indexes);
            for (var dimension = array.Rank - 1; dimension >= 0 && ++indexes[dimension] == array.GetLength(dimension) && dimension > 0; dimension--)
            {
                indexes[dimension] = 0;
            }
        }

        return array;
    }

    private object MakeCollection(Type type, int depth)
    {
        var arguments = type.IsGenericType ? type.GetGenericArguments() : type.BaseType!.GetGenericArguments();
        var name = type.IsGenericType ? type.GetGenericTypeDefinition().Name : type.Name;
        if (name == "KeyValuePair`2")
        {
            return Activator.CreateInstance(type, Key(arguments[0]), Make(arguments[1], depth + 1))!;
        }

        if (arguments.Length == 2)
        {
            var dictionary = (IDictionary)Activator.CreateInstance((name.StartsWith('I') ? typeof(Dictionary<,>) : type.GetGenericTypeDefinition()).MakeGenericType(arguments))!;
            for (var i = Length(depth); i > 0; i--)
            {
                dictionary[Key(arguments[0])] = Make(arguments[1], depth + 1);
            }

            return dictionary;
        }

        var items = MakeList(typeof(List<>).MakeGenericType(arguments), depth);
        return name switch
        {
            "IReadOnlyList`1" or "IList`1" or "ICollection`1" => _random.Next(3) switch { 0 => items, 1 => Call(items, "ToArray"), _ => Call(items, "AsReadOnly") },
            "ReadOnlyCollection`1" => Call(items, "AsReadOnly"),
            "Collection`1" => Activator.CreateInstance(type, items)!,
            "ArraySegment`1" or "Memory`1" => Segment(type, (Array)Call(items, "ToArray")),
            "ImmutableArray`1" => typeof(System.Collections.Immutable.ImmutableArray).GetMethods().Single(method => method.Name == "CreateRange" && method.GetParameters().Length == 1).MakeGenericMethod(arguments).Invoke(null, [items])!,
            "ImmutableList`1" => typeof(System.Collections.Immutable.ImmutableList).GetMethods().Single(method => method.Name == "CreateRange" && method.GetParameters().Length == 1).MakeGenericMethod(arguments).Invoke(null, [items])!,
            "Bag`1" => AddAll(Activator.CreateInstance(type)!, items),
            "List`1" => items,
            _ => Activator.CreateInstance(type, items)!,
        };
    }

    private IList MakeList(Type type, int depth)
    {
        if (_made.TryGetValue(type, out var made) && _random.Next(3) == 0)
        {
            return (IList)made[_random.Next(made.Count)];
        }

        var items = (IList)Activator.CreateInstance(type)!;
        (_made.TryGetValue(type, out made) ? made : _made[type] = []).Add(items);
        for (var i = Length(depth); i > 0; i--)
        {
            items.Add(Make(type.GetGenericArguments()[0], depth + 1));
        }

        return items;
    }

    private object Segment(Type type, Array array)
    {
        var offset = _random.Next(array.Length + 1);
        return Activator.CreateInstance(type, array, offset, _random.Next(array.Length - offset + 1))!;
    }

    private static object AddAll(object collection, IList items)
    {
        foreach (var item in items)
        {
            ((IList)collection).Add(item);
        }

        return collection;
    }

    private static object Call(object target, string method) => target.GetType().GetMethod(method, [])!.Invoke(target, null)!;

    private object Key(Type type) => Simple(type)!;

    private int Length(int depth) => depth >= MaxDepth ? 0 : _random.Next(4);

    private object? Simple(Type type)
    {
        if (type.IsEnum)
        {
            var names = Enum.GetValues(type);
            return _random.Next(4) == 0 ? Enum.ToObject(type, _random.Next(100)) : names.GetValue(_random.Next(names.Length));
        }

        var edges = RandomEdges.Of(type);
        if (edges is not null)
        {
            return edges[_random.Next(edges.Count)];
        }

        return type == typeof(StringBuilder) ? new StringBuilder("text " + _random.Next(10))
            : type == typeof(JsonNode) ? JsonNode.Parse($"{{\"n\":[{_random.Next(10)},null,{{\"$ref\":0}}]}}")
            : null;
    }
}
