namespace Headway.Domain.Intake;

/// <summary>Why a form can't be asked as it is meant.</summary>
public static class FormRefusals
{
    public static readonly Refusal FieldUnknown = new(RefusalKind.NotFound, "form.field-unknown", "There is no such field on this form.");
    public static readonly Refusal TooManyFields = new(RefusalKind.Conflict, "form.too-many", "A form asks at most 30 things: retire a field first.");
    public static readonly Refusal KeyTaken = new(RefusalKind.Conflict, "form.key-taken", "Another field of this form has that name for programs: give each its own.");
    public static readonly Refusal KeyMalformed = new(RefusalKind.Invalid, "form.key-malformed", "A name for programs begins with a small letter and has small letters, digits and hyphens, at most 40.");
    public static readonly Refusal LabelMissing = new(RefusalKind.Invalid, "form.label-missing", "Say what is asked, in at most 120 characters, and help in at most 300.");
    public static readonly Refusal TypeUnknown = new(RefusalKind.Invalid, "form.type-unknown", "Choose one of the kinds of fields there are.");
    public static readonly Refusal TypeFixed = new(RefusalKind.Conflict, "form.type-fixed", "A field keeps its kind, so that what was answered stays readable: retire it and add another.");
    public static readonly Refusal BoundsPointless = new(RefusalKind.Invalid, "form.bounds-pointless", "Only a number has a least and a most.");
    public static readonly Refusal BoundsCrossed = new(RefusalKind.Invalid, "form.bounds-crossed", "The least is above the most: no number could be answered.");
    public static readonly Refusal ChoicesMissing = new(RefusalKind.Invalid, "form.choices-missing", "A list needs something to choose: 1 to 50 choices.");
    public static readonly Refusal ChoicesPointless = new(RefusalKind.Invalid, "form.choices-pointless", "Only a list has choices.");
    public static readonly Refusal ChoiceMalformed = new(RefusalKind.Invalid, "form.choice-malformed", "Each choice needs its words, in at most 120 characters.");
    public static readonly Refusal ChoiceTwice = new(RefusalKind.Conflict, "form.choice-twice", "The same choice stands there twice.");
    public static readonly Refusal ConditionUnknown = new(RefusalKind.Invalid, "form.condition-unknown", "A field depends on one that is not asked: change what it depends on first.");
    public static readonly Refusal ConditionLater = new(RefusalKind.Invalid, "form.condition-later", "A field can only depend on one that is asked before it.");
    public static readonly Refusal ConditionValue = new(RefusalKind.Invalid, "form.condition-value", "A field depends on yes or no, or on something that can be chosen, of the field before it.");
    public static readonly Refusal ConditionHidden = new(RefusalKind.Invalid, "form.condition-hidden", "Customers are not asked what this depends on, so they would never be asked it.");
}

/// <summary>Why an answer can't be kept.</summary>
public static class AnswerRefusals
{
    public static readonly Refusal Missing = new(RefusalKind.Invalid, "answer.missing", "Something that is needed is not answered yet: it saves a way back and forth.");
    public static readonly Refusal FieldUnknown = new(RefusalKind.Invalid, "answer.field-unknown", "That is no field of the service's form.");
    public static readonly Refusal NoForm = new(RefusalKind.Invalid, "answer.no-form", "Name the service first: fields belong to its form.");
    public static readonly Refusal OneOnly = new(RefusalKind.Invalid, "answer.one-only", "One answer belongs here.");
    public static readonly Refusal TooLong = new(RefusalKind.Invalid, "answer.too-long", "Say it shorter.");
    public static readonly Refusal NoNumber = new(RefusalKind.Invalid, "answer.no-number", "Say a number, with at most four digits behind the point.");
    public static readonly Refusal OutOfBounds = new(RefusalKind.Invalid, "answer.out-of-bounds", "The number is too small or too large.");
    public static readonly Refusal NoDay = new(RefusalKind.Invalid, "answer.no-day", "Say a day, as 2026-12-01.");
    public static readonly Refusal NotYesOrNo = new(RefusalKind.Invalid, "answer.not-yes-or-no", "Answer yes or no.");
    public static readonly Refusal ChoiceUnknown = new(RefusalKind.Invalid, "answer.choice-unknown", "Choose one of what stands there.");
}
