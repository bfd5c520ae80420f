namespace AsyncSplit.Generators.Model.Codecs;

/// <summary>One derived type of a polymorphic one. Immutable, compared by value.</summary>
/// <param name="Discriminator">A C# literal: a string, an int, or <c>null</c> for the base type itself.</param>
/// <param name="Codec">The C# expression of the codec of exactly this type.</param>
internal sealed record CodecCaseModel(string Discriminator, string Codec);
