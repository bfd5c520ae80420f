namespace AsyncSplit.Generators.Model.Entries;

/// <summary>One named value of a state record, an argument record or a user's type. Immutable, compared by value.</summary>
/// <param name="Name">The C# name, escaped where it is a keyword.</param>
/// <param name="JsonName">The name in JSON.</param>
/// <param name="Type">The fully qualified C# type, with nullability.</param>
/// <param name="Codec">The C# expression of its codec.</param>
/// <param name="Default">The C# expression of its value where JSON has none; null where that is an error.</param>
internal sealed record MemberModel(string Name, string JsonName, string Type, string Codec, string? Default = null);
